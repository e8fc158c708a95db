/** Why a pull request was not merged, and what is to be known of one that was: Markdown for the answer to `/ship`. */
import { plainText, type TaskWait, type Turn, type TurnReason } from '@valine/contracts';
import type { FoundCheck } from '@valine/github';
import { shownCheck } from '../turn/shown-check.ts';
import { checkText, turnText } from '../turn/texts.ts';

/** What stands against a merge. The code is stable, the text is not. */
export type ShipRefusal =
  | 'pull_closed'
  | 'pull_draft'
  | 'pull_empty'
  | 'pull_conflict'
  | 'pull_behind'
  | 'pull_elsewhere'
  | 'checks_failed'
  | 'checks_running'
  | 'changes_requested'
  | 'review_missing'
  | 'agent_approvals_missing'
  | 'four_eyes_missing'
  | 'runs_wait_for_person'
  | 'still_queued'
  | 'dequeued'
  | 'pull_not_seen';

export type Left = { why: string; code: ShipRefusal };

const CODE: Record<TurnReason['is'], ShipRefusal> = {
  closed: 'pull_closed',
  draft: 'pull_draft',
  empty: 'pull_empty',
  conflict: 'pull_conflict',
  behind: 'pull_behind',
  elsewhere: 'pull_elsewhere',
  failing: 'checks_failed',
  running: 'checks_running',
  'changes requested': 'changes_requested',
  asked: 'review_missing',
  lacking: 'review_missing',
  'agent approvals': 'agent_approvals_missing',
  'four eyes': 'four_eyes_missing',
  'runs wait': 'runs_wait_for_person',
  unseen: 'pull_not_seen',
};

export function leftByTurn(turn: Turn): Left {
  const [first] = turn.why;
  return { why: `${turnText(turn)}${ADVICE[turn.of]}`, code: first === undefined ? 'pull_not_seen' : CODE[first.is] };
}

const ADVICE: Record<Turn['of'], string> = {
  author: '',
  reviewer: '',
  checks: '; ship again once they are green',
  ship: ', and GitHub does not say that it may be merged; ship again',
  unknown: '; ship again in a minute',
};

export function notLookedAt(reason: string): Left {
  return { why: `it could not be looked at: ${plainText(reason)}`, code: 'pull_not_seen' };
}

/** For the line of a task that a shipping waits for. */
export function waitText({ for: what, base }: TaskWait): string {
  return WAITS[what](plainText(base));
}

const WAITS: Record<TaskWait['for'], (base: string) => string> = {
  others: (base) => `behind ${base}: brought up to date after the others`,
  checks: (base) => `brought up to date with ${base}: merged once it is green`,
  queue: (base) => `in the merge queue of ${base}: merged once its turn comes`,
};

/** `position`: from 1, where it is known. */
export function stillQueuedText(base: string, position: number | undefined): string {
  const where = position === undefined ? '' : `, at place ${position}`;
  return `in the merge queue of ${plainText(base)} still${where}: GitHub merges it once its turn comes`;
}

const MOST_NAMED = 3;

/** Undefined where every check is green. */
export function redText(red: readonly FoundCheck[]): string | undefined {
  if (red.length === 0) return undefined;
  const named = red.slice(0, MOST_NAMED).map((check) => checkText(shownCheck(check)));
  const more = red.length > MOST_NAMED ? ` and ${red.length - MOST_NAMED} more` : '';
  return `⚠️ not green, and not required: ${named.join(', ')}${more}`;
}
