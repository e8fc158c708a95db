/** Opening, editing, pushing to, merging and closing pull requests, and telling the webhook of it. */
import * as model from '@valine/github-model';
import { now } from '../state/state.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { newIssue } from './issue-actions.ts';
import { announceReview } from './review-actions.ts';

type Pull = model.PullRequestIssue;
type NewPull = Pick<Pull, 'title' | 'body'> & Pick<model.PullRequest, 'draft' | 'head' | 'base'>;

/** @throws Refusal 422 where there is nothing to merge, or one of that head is open */
export function openPull(announce: Announcer, actor: string, given: NewPull): Pull {
  model.assertOpenable(announce.state, given);
  const pull = model.openPullRequest(announce.state, { ...given, ...newIssue(announce, actor) });
  announce.pull('opened', actor, pull);
  return pull;
}

/** Tells of what changed, and of nothing where nothing did. */
export function editPull(
  announce: Announcer,
  actor: string,
  pull: Pull,
  edited: { title?: string | undefined; body?: string | null | undefined; base?: string | undefined },
): void {
  const { title = pull.title, body = pull.body, base = pull.pullRequest.base } = edited;
  const before = pull.pullRequest.base;
  const changes = {
    ...(base === before ? {} : { base: { ref: { from: before } } }),
    ...(title === pull.title ? {} : { title: { from: pull.title } }),
    ...(body === pull.body ? {} : { body: { from: pull.body ?? '' } }),
  };
  if (Object.keys(changes).length === 0) return;
  Object.assign(pull, { title, body, updatedAt: now() });
  pull.pullRequest.base = base;
  announce.pull('edited', actor, pull, { changes });
}

/** False where it is so already. */
export function setDraft(announce: Announcer, actor: string, pull: Pull, draft: boolean): boolean {
  const changed = model.setDraft(pull, draft, now());
  if (changed) announce.pull(draft ? 'converted_to_draft' : 'ready_for_review', actor, pull);
  return changed;
}

export function closePull(announce: Announcer, actor: string, pull: Pull): void {
  const wasQueued = isQueued(pull);
  if (!model.closePullRequest(pull, actor, now())) return;
  if (wasQueued) announceDequeued(announce, pull);
  announce.pull('closed', actor, pull);
}

/** @throws Refusal 422 where it cannot be */
export function reopenPull(announce: Announcer, actor: string, pull: Pull): void {
  if (model.reopenPullRequest(announce.state, pull, now())) announce.pull('reopened', actor, pull);
}

/** A commit on top of a branch; its SHA. */
export function pushTo(announce: Announcer, actor: string, branch: string, message: string): string {
  const sha = model.push(announce.state, { branch, message, author: actor, at: now() });
  announceMove(announce, actor, branch);
  return sha;
}

/** Merges the base into the head. @throws Refusal 422 where it cannot be */
export function updateBranch(announce: Announcer, actor: string, pull: Pull, headSha?: string): void {
  model.updateBranch(announce.state, pull, { headSha, by: actor, at: now() });
  announceMove(announce, actor, pull.pullRequest.head);
}

/** For a branch that has just moved. */
function announceMove(announce: Announcer, actor: string, branch: string): void {
  const queued = new Set(model.pullRequestsOf(announce.state, branch).filter(isQueued));
  for (const { pull, before } of model.followBranch(announce.state, branch, now())) {
    if (queued.has(pull)) announceDequeued(announce, pull);
    announce.pull('synchronize', actor, pull, { before, after: pull.pullRequest.headSha });
    for (const stale of model.dismissStale(announce.state, pull))
      announceReview(announce, 'dismissed', actor, pull, stale);
  }
  announce.save();
}

/** Who merges what goes through the queue. */
const MERGE_QUEUE = 'github-merge-queue[bot]';

type Merge = Pick<model.Merge, 'headSha' | 'method' | 'fromQueue'>;

const isQueued = ({ pullRequest }: Pull) => pullRequest.queued !== undefined;

/** Puts it into the merge queue of its base. @throws Refusal 422 where it cannot be */
export function enqueuePull(announce: Announcer, actor: string, pull: Pull, headSha?: string): void {
  model.enqueue(announce.state, pull, { headSha, at: now() });
  announce.pull('enqueued', actor, pull);
}

/** Takes it out of the queue. False where it is in none. */
export function dequeuePull(announce: Announcer, pull: Pull, reason: model.DequeueReason): boolean {
  const isOut = model.dequeue(pull, reason, now());
  if (isOut) announceDequeued(announce, pull);
  return isOut;
}

/** Webhooks have other words for it than the API. */
const WEBHOOK_REASONS: Record<model.DequeueReason, string> = {
  merged: 'MERGE',
  failed_checks: 'CI_FAILURE',
  merge_conflict: 'MERGE_CONFLICT',
  manual: 'MANUAL',
  queue_cleared: 'QUEUE_CLEARED',
};

function announceDequeued(announce: Announcer, pull: Pull): void {
  const { reason } = pull.pullRequest.dequeued ?? {};
  const word = reason === undefined ? 'UNKNOWN_REMOVAL_REASON' : WEBHOOK_REASONS[reason];
  announce.pull('dequeued', MERGE_QUEUE, pull, { reason: word });
}

/** The SHA of the commit that merges it. @throws Refusal where GitHub does not let it be merged */
export function mergePull(announce: Announcer, actor: string, pull: Pull, merge: Merge = {}): string {
  const by = merge.fromQueue ? MERGE_QUEUE : actor;
  const wasQueued = isQueued(pull);
  const { sha, closed } = model.mergePullRequest(announce.state, pull.number, { ...merge, by, at: now() });
  if (wasQueued) announceDequeued(announce, pull);
  announce.pull('closed', by, pull);
  for (const issue of closed) announce.issues('closed', by, issue);
  return sha;
}

/** @throws Refusal 422 where there is none of that name */
export function deleteBranch(announce: Announcer, actor: string, name: string): void {
  for (const pull of model.deleteBranch(announce.state, name, actor, now())) announce.pull('closed', actor, pull);
  announce.save();
}
