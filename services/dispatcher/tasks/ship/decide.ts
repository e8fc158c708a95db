/** Whether a pull request is merged, and at which head. */
import type { FoundPullRequest } from '@valine/github';
import { closedText, notReadyText, unknownText } from './texts.ts';

export type MergeDecision =
  | { do: 'merge'; headSha: string }
  | { do: 'nothing'; as: 'merged' }
  | { do: 'leave'; why: string }
  | { do: 'ask again' };

/** States in which GitHub merges; what branch protection asks for stands behind them. */
const MERGES = ['clean', 'has_hooks'];

/** `isPatient`: GitHub may still be working it out. */
export function decideMerge(pull: FoundPullRequest, isPatient: boolean): MergeDecision {
  const { state, merged, draft, headSha, base, mergeableState = 'unknown' } = pull;
  if (merged) return { do: 'nothing', as: 'merged' };
  if (state === 'closed') return { do: 'leave', why: closedText() };
  const why = notReadyText(draft ? 'draft' : mergeableState, base);
  if (why !== undefined) return { do: 'leave', why };
  if (MERGES.includes(mergeableState)) return { do: 'merge', headSha };
  return isPatient ? { do: 'ask again' } : { do: 'leave', why: unknownText() };
}
