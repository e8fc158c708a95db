/** What `/mute` and `/unmute` make of a rule, a run or a task: who has asked last decides, whatever comes when. */
import { type Change, isAskedBefore, isMuted, type Muted, type RuleState } from '@valine/records';
import { keptUntil, newState } from '../held/decide.ts';

export type Verdict = 'muted' | 'unmuted' | 'not_muted' | 'superseded';

/** `id`: of the interaction. `muted` absent: it is to be heard again. */
export type MuteRequest = { id: string; muted?: Muted | undefined; now: number };

export function decideMute(
  found: Pick<RuleState, 'muted' | 'muteAsked'> | undefined,
  { id, muted, now }: MuteRequest,
): Verdict {
  const before = found?.muteAsked;
  if (before !== undefined && isAskedBefore(id, before)) return 'superseded';
  if (muted !== undefined) return 'muted';
  // The same request may have ended it, and come again.
  return isMuted(found, now) || before === id ? 'unmuted' : 'not_muted';
}

/** What changes nothing is noted too: what was asked for before it may still come. */
export function decideRuleMute(
  name: string,
  found: RuleState | undefined,
  asked: MuteRequest,
): Change<'rule', Verdict> {
  const verdict = decideMute(found, asked);
  if (verdict === 'superseded') return { verdict };
  const { id, muted, now } = asked;
  const { muted: _, ...rest } = found ?? newState(name, now);
  const next: RuleState = {
    ...rest,
    ...(muted && { muted }),
    version: (found?.version ?? 0) + 1,
    muteAsked: id,
    expiresAt: keptUntil(muted, now),
  };
  return { next, verdict };
}
