/** Whether a pull request is merged, and at which head: by GitHub's own word where there is one. */
import type { Turn, TurnReason } from '@valine/contracts';
import type { FoundCheck, Requirements } from '@valine/github';
import { decideTurn, GREEN, isVague, type PullSeen } from '../turn/decide.ts';

/** `red`: checks that nothing requires, and that are not green. */
export type MergeDecision =
  | { do: 'merge'; headSha: string; red: readonly FoundCheck[] }
  | { do: 'nothing'; as: 'merged' }
  | { do: 'leave'; turn: Turn }
  | { do: 'ask again' };

/** `required`: what its base asks for; needed where it is `unstable` alone. */
export type ShipSeen = PullSeen & { required?: Requirements };

/** `isPatient`: GitHub may still be working it out. `now`: epoch milliseconds. */
export function decideMerge(seen: ShipSeen, isPatient: boolean, now: number): MergeDecision {
  const decision = decideByGitHub(seen, isPatient, now);
  const approvals = seen.ofReviewers?.filter(({ is }) => APPROVALS.includes(is)) ?? [];
  if (approvals.length === 0 || !mayGoOn(decision)) return decision;
  return { do: 'leave', turn: { of: 'reviewer', why: approvals } };
}

/** What stands against a merge whatever GitHub says. */
const APPROVALS: readonly TurnReason['is'][] = ['agent approvals', 'four eyes'];

/** It is merged, put into a queue, or brought up to date. */
function mayGoOn(decision: MergeDecision): boolean {
  if (decision.do === 'leave') return isOnly(decision.turn, 'lacking') || isOnly(decision.turn, 'behind');
  return decision.do === 'merge';
}

function decideByGitHub(seen: ShipSeen, isPatient: boolean, now: number): MergeDecision {
  const { pull, head, required } = seen;
  const turn = decideTurn(seen, {}, now);
  if (turn === undefined) return { do: 'nothing', as: 'merged' };
  if (pull.state === 'closed' || pull.draft || pull.isEmpty || pull.isElsewhere) return { do: 'leave', turn };
  if (isVague(pull) && isPatient) return { do: 'ask again' };
  const { headSha, mergeableState } = pull;
  if (GREEN.includes(mergeableState ?? '')) return { do: 'merge', headSha, red: [] };
  const checks = head?.checks;
  if (mergeableState === 'unstable' && checks !== undefined && isRequiredGreen(checks.checks, required))
    return { do: 'merge', headSha, red: checks.checks.filter(({ is }) => is !== 'passed') };
  // Without a word of GitHub's on it, every check that there is has to be green: GitHub refuses what it must not merge.
  const isAllGreen = checks?.isWhole === true && checks.checks.every(({ is }) => is === 'passed');
  const isSilent = mergeableState === undefined && checks !== undefined && checks.checks.length > 0;
  if (isSilent && isAllGreen && turn.of === 'unknown') return { do: 'merge', headSha, red: [] };
  return { do: 'leave', turn };
}

/** Nothing else is known to stand against its merge. */
export function isOnly({ why }: Turn, reason: TurnReason['is']): boolean {
  return why.length > 0 && why.every(({ is }) => is === reason);
}

/** Where nothing is required, or what is cannot be read, nobody has said that a red check does not matter. */
function isRequiredGreen(checks: readonly FoundCheck[], required: Requirements | undefined): boolean {
  if (!required?.isWhole || required.checks.length === 0) return false;
  return required.checks.every((name) => {
    const its = checks.filter((check) => check.name === name);
    return its.length > 0 && its.every(({ is }) => is === 'passed');
  });
}
