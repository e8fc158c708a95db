/** Reviewing pull requests, and telling the webhook of it. */
import * as model from '@valine/github-model';
import { now, takeId } from '../state/state.ts';
import { pullInListView, reviewView } from '../views/pull-view.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Pull = model.PullRequestIssue;
type Judgement = Pick<model.Review, 'state' | 'body'> & { sha?: string };

/** @throws Refusal 422 where somebody judges their own work */
export function reviewPull(announce: Announcer, author: string, pull: Pull, judgement: Judgement): model.Review {
  const { state } = announce;
  const made = model.review(state, pull, { id: takeId(state), author, at: now(), ...judgement });
  announceReview(announce, 'submitted', author, pull, made);
  return made;
}

/** @throws Refusal 404, 422 where it judges nothing */
export function dismissReview(announce: Announcer, actor: string, pull: Pull, id: number): model.Review {
  const dismissed = model.dismissReview(announce.state, pull.number, id);
  announceReview(announce, 'dismissed', actor, pull, dismissed);
  return dismissed;
}

export function announceReview(
  announce: Announcer,
  action: 'submitted' | 'dismissed',
  actor: string,
  pull: Pull,
  review: model.Review,
): void {
  const { view } = announce;
  // Of a review the webhook tells the pull request as lists show it, and the state in small letters.
  const about = {
    review: { ...reviewView(view, pull, review), state: review.state },
    pull_request: pullInListView(view, pull),
  };
  announce.tell('pull_request_review', action, actor, about);
}

/** @throws Refusal 422 for the author */
export function requestReviews(announce: Announcer, actor: string, pull: Pull, logins: readonly string[]): void {
  for (const login of model.requestReviews(pull, logins, now()))
    announce.pull('review_requested', actor, pull, { requested_reviewer: userView(announce.view, login) });
}

export function withdrawRequests(announce: Announcer, actor: string, pull: Pull, logins: readonly string[]): void {
  for (const login of model.withdrawRequests(pull, logins))
    announce.pull('review_request_removed', actor, pull, { requested_reviewer: userView(announce.view, login) });
}
