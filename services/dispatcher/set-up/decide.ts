/**
 * What has turned since the team was last told. A check has to be seen so at two looks in a row before it counts, in either
 * direction: what flaps between one hour and the next is told to nobody, and what a `pulumi up` or a lag of GitHub's
 * lets look wrong for a moment neither. What could not be seen is not among the findings, and changes nothing.
 */
import type { Notification, SetUpFinding } from '@valine/contracts';
import { type Change, expiryOf, type SetUp } from '@valine/records';
import { judgeStanding } from '../operations/judge-standing.ts';

/** `id`: of the record of the area. */
export type SetUpSeen = { id: SetUp['id']; slotAt: number; findings: readonly SetUpFinding[] };

/** `tell`: the messages about checks that have turned; none if there is no channel for them. */
export function decideTurns(
  record: SetUp | undefined,
  { id, slotAt, findings }: SetUpSeen,
  now: number,
  tell: (turned: readonly SetUpFinding[]) => Notification[],
): Change<'set-up', readonly SetUpFinding[]> {
  // A copy, or one that came late: the newest look counts.
  if (record !== undefined && slotAt <= record.slotAt) return { verdict: [] };
  const { checks = {}, version = 0, outbox = [] } = record ?? {};
  const turned = findings.filter(({ check, is }) => judgeStanding(checks[check], is).hasTurned);
  const next: SetUp = {
    kind: 'set-up',
    id,
    version: version + 1,
    slotAt,
    checks: { ...checks, ...Object.fromEntries(findings.map((finding) => [finding.check, after(checks, finding)])) },
    outbox: [...outbox, ...(turned.length > 0 ? tell(turned) : [])],
    expiresAt: expiryOf(now),
  };
  return { next, verdict: turned };
}

function after(checks: SetUp['checks'], { check, is }: SetUpFinding): SetUp['checks'][string] {
  const { told, isTurning } = judgeStanding(checks[check], is);
  return { told, isTurning };
}
