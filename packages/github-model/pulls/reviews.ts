/** Reviews of pull requests. Each is of one head; of one person the last that judges counts. `at` is now, in epoch milliseconds. */
import type { GitHubModel, PullRequestIssue, Review } from '../model.ts';
import { notFound, Refusal } from '../refusal.ts';

type NewReview = Pick<Review, 'id' | 'author' | 'state' | 'body'> & { sha?: string; at: number };

/** `sha`: the head, unless an older commit was looked at. @throws Refusal 422 where somebody judges their own work */
export function review(model: GitHubModel, pull: PullRequestIssue, given: NewReview): Review {
  if (given.author === pull.author && given.state !== 'commented')
    throw new Refusal(
      422,
      `Unprocessable Entity: Can not ${given.state === 'approved' ? 'approve' : 'request changes on'} your own pull request`,
    );
  const made: Review = { sha: pull.pullRequest.headSha, ...given, pull: pull.number };
  model.reviews.push(made);
  pull.pullRequest.reviewers = (pull.pullRequest.reviewers ?? []).filter((login) => login !== given.author);
  pull.updatedAt = given.at;
  return made;
}

/** The oldest first. */
export function reviewsOf({ reviews }: Pick<GitHubModel, 'reviews'>, number: number): Review[] {
  return reviews.filter(({ pull }) => pull === number);
}

/** @throws Refusal 404 where there is none, 422 where it judges nothing */
export function dismissReview(model: GitHubModel, number: number, id: number): Review {
  const found = reviewsOf(model, number).find((each) => each.id === id);
  if (found === undefined) throw notFound();
  if (found.state === 'commented') throw new Refusal(422, 'Can not dismiss a commented pull request review');
  if (found.state === 'dismissed') throw new Refusal(422, 'Can not dismiss a dismissed pull request review');
  return Object.assign(found, { state: 'dismissed' });
}

/** The approvals that a push to a protected branch's pull request takes away. */
export function dismissStale(model: GitHubModel, { number, pullRequest }: PullRequestIssue): Review[] {
  if (!model.protections[pullRequest.base]?.dismissStale) return [];
  const stale = reviewsOf(model, number).filter(
    ({ state, sha }) => state === 'approved' && sha !== pullRequest.headSha,
  );
  return stale.map((each) => Object.assign(each, { state: 'dismissed' }));
}

/** Who approves it and who wants changes, as they last said. */
export function opinionsOn(model: GitHubModel, number: number): { approve: string[]; want: string[] } {
  const last = new Map(
    reviewsOf(model, number)
      .filter(({ state }) => state !== 'commented')
      .map(({ author, state }) => [author, state]),
  );
  const who = (wanted: Review['state']) => [...last].filter(([, state]) => state === wanted).map(([login]) => login);
  return { approve: who('approved'), want: who('changes_requested') };
}

/** Those who were not asked before. @throws Refusal 422 for the author */
export function requestReviews(pull: PullRequestIssue, logins: readonly string[], at: number): string[] {
  if (logins.includes(pull.author)) throw new Refusal(422, 'Review cannot be requested from pull request author.');
  const { reviewers = [] } = pull.pullRequest;
  const added = logins.filter((login) => !reviewers.includes(login));
  pull.pullRequest.reviewers = [...reviewers, ...added];
  pull.updatedAt = at;
  return added;
}

/** Those who were asked. */
export function withdrawRequests({ pullRequest }: PullRequestIssue, logins: readonly string[]): string[] {
  const { reviewers = [] } = pullRequest;
  pullRequest.reviewers = reviewers.filter((login) => !logins.includes(login));
  return reviewers.filter((login) => logins.includes(login));
}
