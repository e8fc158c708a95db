/** People at work on pull requests, as functions. */
import * as model from '@valine/github-model';
import type { Announcer } from '../webhooks/announcer.ts';
import { reportCheck, reportStatus } from './check-actions.ts';
import * as pulls from './pull-actions.ts';
import { requestReviews, reviewPull } from './review-actions.ts';

/** Who does it when nobody is named; the second where the first has opened it. */
const REVIEWERS = ['mara-k', 'jonas-w'] as const;
const [SOMEBODY] = REVIEWERS;
/** Reported if nobody names a check. */
const USUAL_CHECK = 'unit tests';

export const JUDGEMENTS = ['approve', 'changes', 'comment'] as const;
export const CHECK_OUTCOMES = ['pass', 'fail', 'start'] as const;
export const MERGE_METHODS = ['squash', 'merge', 'rebase'] as const satisfies model.MergeMethod[];
export const DEQUEUE_REASONS = ['checks', 'conflict', 'by-hand'] as const;
const LEAVES = { checks: 'failed_checks', conflict: 'merge_conflict', 'by-hand': 'manual' } as const;
const REVIEW_STATES = { approve: 'approved', changes: 'changes_requested', comment: 'commented' } as const;
const CONCLUSIONS = { pass: 'success', fail: 'failure', start: null } as const;
type Outcome = (typeof CHECK_OUTCOMES)[number];

type Pull = model.PullRequestIssue;

/**
 * `number`: of a pull request, or of an issue, for which its newest pull request is meant. What is returned is the pull
 * request's number. Every function throws where there is none, or where GitHub refuses.
 */
export function pullPeople(announce: Announcer) {
  const { state } = announce;
  const get = (number: number) => getPull(state, number);
  return {
    /** From a branch of one commit. */
    openPull(given: Parameters<typeof pulls.openPull>[2], as: string = SOMEBODY): number {
      model.createBranch(state, given.head, state.branches[given.base] ?? '');
      pulls.pushTo(announce, as, given.head, given.title);
      return pulls.openPull(announce, as, given).number;
    },
    markReady: (number: number, as: string = SOMEBODY) => mark(announce, as, get(number), false),
    markDraft: (number: number, as: string = SOMEBODY) => mark(announce, as, get(number), true),
    reviewPull(number: number, judgement: (typeof JUDGEMENTS)[number], as = reviewerOf(get(number))): number {
      const body = judgement === 'approve' ? '' : 'See my remarks.';
      reviewPull(announce, as, get(number), { state: REVIEW_STATES[judgement], body });
      return get(number).number;
    },
    requestReview: (number: number, login: string, as: string = SOMEBODY) =>
      requestReviews(announce, as, get(number), [login]),
    /** Without a name: every check that is required or was reported. Those it has told of. */
    reportChecks(number: number, outcome: Outcome, name?: string): string[] {
      const names = name === undefined ? checkNames(state, get(number).pullRequest.base) : [name];
      for (const each of names) reportCheck(announce, findingOf(getOpen(state, number), each, outcome));
      return names;
    },
    reportStatus: (number: number, context: string, found: model.CommitStatus['state']) =>
      reportStatus(announce, { sha: getOpen(state, number).pullRequest.headSha, context, state: found }),
    /** What is required of `main`, and what was ever reported. */
    checkNames: () => checkNames(state, model.DEFAULT_BRANCH),
    /** Numbers of the open pull requests and of the issues that they close. */
    openPulls: () => openPulls(state),
    /** Its base has changed the same lines, until the next push to it. */
    makeConflict(number: number): number {
      const pull = getOpen(state, number);
      pull.pullRequest.conflicts = true;
      announce.save();
      return pull.number;
    },
    /** Has it go to another branch, which begins at `main` if it is new. */
    redirectPull(number: number, base: string, as: string = SOMEBODY): number {
      const pull = getOpen(state, number);
      if (state.branches[base] === undefined)
        model.createBranch(state, base, state.branches[model.DEFAULT_BRANCH] ?? '');
      pulls.editPull(announce, as, pull, { base });
      return pull.number;
    },
    /** A commit on its branch; the new head. */
    pushToPull: (number: number, message = 'Some more work', as: string = SOMEBODY) =>
      pulls.pushTo(announce, as, getOpen(state, number).pullRequest.head, message),
    /** A branch of one commit, without a pull request. */
    pushBranch(name: string, message = 'Some work', as: string = SOMEBODY): string {
      model.createBranch(state, name, state.branches[model.DEFAULT_BRANCH] ?? '');
      return pulls.pushTo(announce, as, name, message);
    },
    deleteBranch: (name: string, as: string = SOMEBODY) => pulls.deleteBranch(announce, as, name),
    /** What `main` asks for from now on; nothing, where undefined. */
    protectMain(protection: model.Protection | undefined): void {
      if (protection === undefined) delete state.protections[model.DEFAULT_BRANCH];
      else state.protections[model.DEFAULT_BRANCH] = protection;
      announce.save();
    },
    ...mergePeople(announce),
  };
}

function mergePeople(announce: Announcer) {
  const { state } = announce;
  return {
    /** Through the merge queue, where there is one. */
    mergePull(number: number, method: model.MergeMethod = 'squash', as: string = SOMEBODY): number {
      const pull = getPull(state, number);
      const fromQueue = state.protections[pull.pullRequest.base]?.mergeQueue ?? false;
      pulls.mergePull(announce, as, pull, { method, fromQueue });
      return pull.number;
    },
    /** Into the merge queue of its base. */
    enqueuePull(number: number, as: string = SOMEBODY): number {
      const pull = getOpen(state, number);
      pulls.enqueuePull(announce, as, pull);
      return pull.number;
    },
    /** Out of the merge queue. */
    dequeuePull(number: number, why: (typeof DEQUEUE_REASONS)[number]): number {
      const pull = getOpen(state, number);
      if (!pulls.dequeuePull(announce, pull, LEAVES[why])) throw new Error(notQueuedMessage(pull));
      return pull.number;
    },
  };
}

function getPull(state: Announcer['state'], number: number): Pull {
  const pull = model.pullRequestFor(state, number);
  if (pull === undefined) throw new Error(noPullMessage(number));
  return pull;
}

function getOpen(state: Announcer['state'], number: number): Pull {
  const pull = getPull(state, number);
  if (pull.state === 'closed') throw new Error(closedMessage(pull));
  return pull;
}

function mark(announce: Announcer, actor: string, { number }: Pull, draft: boolean): number {
  const pull = getOpen(announce.state, number);
  // Who marks it as ready has done something.
  if (!draft && model.isEmptyPull(announce.state, pull))
    pulls.pushTo(announce, actor, pull.pullRequest.head, 'The work');
  if (!pulls.setDraft(announce, actor, pull, draft)) throw new Error(markedMessage(pull));
  return number;
}

function reviewerOf({ author }: Pull): string {
  return REVIEWERS.find((login) => login !== author) ?? SOMEBODY;
}

function openPulls(state: Announcer['state']): number[] {
  const open = model.pullRequests(state).filter((pull) => pull.state === 'open');
  return [...new Set(open.flatMap(({ number, body }) => [...model.closedBy(state, body), number]))];
}

function checkNames(state: Announcer['state'], base: string): string[] {
  const required = state.protections[base]?.requiredChecks ?? [];
  const names = [...new Set([...required, ...state.checkRuns.map(({ name }) => name)])];
  return names.length > 0 ? names : [USUAL_CHECK];
}

function findingOf({ pullRequest }: Pull, name: string, outcome: Outcome) {
  const conclusion = CONCLUSIONS[outcome];
  const status = conclusion === null ? ('in_progress' as const) : ('completed' as const);
  return { sha: pullRequest.headSha, name, status, conclusion };
}

function noPullMessage(number: number): string {
  return `There is no pull request #${number}, and none that closes an issue #${number}. !issues lists those there are.`;
}

function notQueuedMessage({ number }: Pull): string {
  return `Pull request #${number} is in no merge queue. /ship puts it into one, where !protect queue has main want that.`;
}

function closedMessage({ number, pullRequest: { merged } }: Pull): string {
  return `Pull request #${number} is ${merged ? 'merged' : 'closed'}.`;
}

function markedMessage({ number, pullRequest: { draft } }: Pull): string {
  return `Pull request #${number} is ${draft ? 'a draft' : 'ready'} already.`;
}
