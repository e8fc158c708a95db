/** What an effect knows that sets a value which no record has in the clear. */
import type { EffectOutcome } from '@valine/records';
import * as z from 'zod/mini';

/** `locked`: the value, as ingress or the dispatcher locked it for the interaction `lockedFor`; it goes once the effect has ended. */
export const LockedParams = z.object({ name: z.string(), locked: z.string(), lockedFor: z.string() });

/** It was locked by a key that nobody has any more: another try cannot help, and who asked can only ask again. */
export function unreadable(): EffectOutcome {
  return { refused: { status: 0, detail: 'its value cannot be opened any more' } };
}
