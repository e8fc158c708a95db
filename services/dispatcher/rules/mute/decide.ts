/** What `/mute` and `/unmute` make of a rule: what was asked for last counts. */
import { type Change, isMuted, type Muted, type RuleState } from '@valine/records';
import { keptUntil, newState } from '../held/decide.ts';

export type Verdict = 'muted' | 'unmuted' | 'not_muted' | 'superseded';

/** `muted` absent: it is to be heard again. `askedAt`: epoch milliseconds. */
export function decideMute(
  found: RuleState | undefined,
  { name, muted, askedAt, now }: { name: string; muted?: Muted | undefined; askedAt: number; now: number },
): Change<'rule', Verdict> {
  const before = found ?? newState(name, now);
  if (askedAt < (before.askedAt ?? 0)) return { verdict: 'superseded' };
  // The same request may have ended it, and come again.
  if (muted === undefined && !isMuted(found, now))
    return { verdict: found?.askedAt === askedAt ? 'unmuted' : 'not_muted' };
  const { muted: _, ...rest } = before;
  const next: RuleState = {
    ...rest,
    ...(muted && { muted }),
    version: (found?.version ?? 0) + 1,
    askedAt,
    expiresAt: keptUntil(muted, now),
  };
  return { next, verdict: muted === undefined ? 'unmuted' : 'muted' };
}
