/** A variable or secret of the repository that workflows read: who has set it to what, one after the other. */
import { Person, Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { areLegalEffects, isEffectOpen, ownerFields } from './effect-record.ts';

/**
 * `setting`: on its way to GitHub, or parked. `replaced`: somebody asked for another value after it. `unreadable`: its
 * value could not be opened any more.
 */
export const SettingState = z.enum(['setting', 'set', 'replaced', 'unreadable']);
export type SettingState = z.infer<typeof SettingState>;

/** One value that somebody asked for. */
export const SettingChange = z.object({
  /** The interaction id. */
  id: z.string(),
  state: SettingState,
  as: z.enum(['variable', 'secret']),
  /** The last 4 hex digits of the SHA-256 of the value. */
  fingerprint: z.string(),
  /** Operation id of the effect that sets it; the value stands there, locked, until the effect has ended. */
  effectId: z.string(),
  requestedBy: Person,
  reply: Reply,
  /** Epoch milliseconds. */
  requestedAt: z.number(),
});
export type SettingChange = z.infer<typeof SettingChange>;

export const DeploySetting = z.object({
  kind: z.literal('deploy-setting'),
  /** The name on GitHub. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  /** In the order in which they were asked for; only the last one may be on its way. */
  changes: z.array(SettingChange),
  /** Epoch milliseconds until which a call for an earlier value may still take effect. */
  quietAt: z.number(),
  updatedAt: z.number(),
  ...ownerFields,
});
export type DeploySetting = z.infer<typeof DeploySetting>;

/** What was asked for later stays later, and a value that others have replaced never comes back. */
export function isLegalDeploySettingChange(previous: DeploySetting, next: DeploySetting): boolean {
  const states = new Map(next.changes.map(({ id, state }) => [id, state]));
  const kept = previous.effects.filter(({ id }) => next.effects.some((each) => each.id === id));
  const dropped = previous.effects.filter((effect) => !kept.includes(effect));
  return (
    next.quietAt >= previous.quietAt &&
    next.changes.slice(0, -1).every(({ state }) => state !== 'setting') &&
    next.changes.every(({ requestedAt }, index) => requestedAt >= (next.changes[index - 1]?.requestedAt ?? 0)) &&
    previous.changes.every(({ id, state }) => state === 'setting' || (states.get(id) ?? state) === state) &&
    areLegalEffects(kept, next.effects) &&
    dropped.every((effect) => !isEffectOpen(effect))
  );
}
