/** Reviews of pull requests, and who is asked for one. */
import { type ReviewState, reviewsOf } from '@valine/github-model';
import type { Hono } from 'hono';
import * as reviews from '../people/review-actions.ts';
import { invalid } from '../state/api-error.ts';
import { pullInListView, reviewView } from '../views/pull-view.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';
import { pullOf } from './pull-routes.ts';
import { type Body, namesField, readBody, requiredText, textField } from './request-body.ts';

const ONE = '/pulls/:number{[0-9]+}';

/** `actor` is the login the token belongs to. */
export function reviewRoutes(app: Hono, announce: Announcer, actor: string): void {
  const { state, view } = announce;
  app.get(`${ONE}/reviews`, (c) => {
    const pull = pullOf(c, announce);
    return paginate(c, reviewsOf(state, pull.number), (review) => reviewView(view, pull, review));
  });
  app.post(`${ONE}/reviews`, async (c) => {
    const pull = pullOf(c, announce);
    const made = reviews.reviewPull(announce, actor, pull, judgementIn(await readBody(c)));
    return c.json(reviewView(view, pull, made));
  });
  app.put(`${ONE}/reviews/:review{[0-9]+}/dismissals`, async (c) => {
    const pull = pullOf(c, announce);
    requiredText(await readBody(c), 'message', 'PullRequestReview');
    return c.json(reviewView(view, pull, reviews.dismissReview(announce, actor, pull, Number(c.req.param('review')))));
  });
  app.get(`${ONE}/requested_reviewers`, (c) => {
    const { reviewers = [] } = pullOf(c, announce).pullRequest;
    return c.json({ users: reviewers.map((login) => userView(view, login)), teams: [] });
  });
  app.post(`${ONE}/requested_reviewers`, async (c) => {
    const pull = pullOf(c, announce);
    reviews.requestReviews(announce, actor, pull, namesField(await readBody(c), 'reviewers') ?? []);
    return c.json(pullInListView(view, pull), 201);
  });
  app.delete(`${ONE}/requested_reviewers`, async (c) => {
    const pull = pullOf(c, announce);
    reviews.withdrawRequests(announce, actor, pull, namesField(await readBody(c), 'reviewers') ?? []);
    return c.json(pullInListView(view, pull));
  });
}

const STATES: Readonly<Record<string, ReviewState>> = {
  APPROVE: 'approved',
  REQUEST_CHANGES: 'changes_requested',
  COMMENT: 'commented',
};

/** Without an event GitHub keeps a review for later, which this sandbox does not. */
function judgementIn(body: Body) {
  const event = requiredText(body, 'event', 'PullRequestReview');
  const state = Object.hasOwn(STATES, event) ? STATES[event] : undefined;
  if (state === undefined) throw invalid({ resource: 'PullRequestReview', field: 'event', code: 'invalid' });
  const text = state === 'approved' ? textField(body, 'body') : requiredText(body, 'body', 'PullRequestReview');
  const sha = textField(body, 'commit_id');
  return { state, body: text ?? '', ...(sha === undefined ? {} : { sha }) };
}
