/** The kinds of effects on Discord, as docs/effects.md tells them. */
import type { EffectRow } from '@valine/effects';
import type { WritingStep } from './judge-failure.ts';

export const EFFECT_ROWS = {
  'edit-original': {
    naturalKey: "the interaction's own message, while its token lives",
    lookup: '– (again is harmless)',
    success: '40060 (already acknowledged)',
    secondGuard: 'an interaction has one such message',
  },
  'delete-original': {
    naturalKey: "the interaction's own message, while its token lives",
    lookup: '– (again is harmless)',
    success: '10008 (it is gone)',
    secondGuard: 'an interaction has one such message',
  },
  'follow-up-privately': {
    naturalKey: '–',
    lookup: '– (nobody but the asker sees it; again says the same to them once more)',
    success: '–',
    secondGuard: '–',
  },
  'edit-message': {
    naturalKey: 'the id of the message, and the text itself',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: '–',
  },
  'create-message': {
    naturalKey: 'a nonce of 25 characters, made from the key of the message',
    lookup: 'recent messages of the channel: by the nonce, or by author, time and the fingerprint of the text',
    success: 'the message made first comes back for the same nonce; 10008 when it was deleted since',
    secondGuard: "Discord's `enforce_nonce`, for a few minutes",
  },
  'open-direct': {
    naturalKey: 'the person: there is one channel of direct messages with each',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: 'Discord: the same channel each time',
  },
  'open-thread': {
    naturalKey: 'the message it stands under: the thread has its id',
    lookup: '– (again is harmless)',
    success: '160004 (a thread is there already)',
    secondGuard: 'Discord: one thread for a message',
  },
  'reopen-thread': {
    naturalKey: 'the thread, which is in the archive or is not',
    lookup: '– (again is harmless)',
    success: '–',
    secondGuard: '–',
  },
} as const satisfies Record<WritingStep['do'], EffectRow>;
