/** Whose turn it is with a pull request. Pure: the card, `/status` and `/ship` say the same of the same. */
import type { ReviewAsked, Turn, TurnReason } from '@valine/contracts';
import type { FoundPullRequest, FoundReviews, HeadChecks } from '@valine/github';
import type { People } from '../../people/people-of.ts';
import { shownCheck } from './shown-check.ts';

/**
 * `head`: its checks and reviews; nobody reads them for a draft, or for a closed one. `ofReviewers`: what rules of our own ask
 * of people: about the work of an agent, and about the approvals that count.
 */
export type PullSeen = {
  pull: FoundPullRequest;
  head?: { checks: HeadChecks; reviews: FoundReviews };
  ofReviewers?: readonly TurnReason[];
  /** The people on Discord who were asked for a review, by login. */
  people?: People;
  /** Id on Discord of the person whose work it is. */
  authorId?: string | undefined;
};

const MOST_PEOPLE = 5;

/** The known requests for reviews: those of the turn before, and earlier ones. */
type Before = { turn?: Turn | undefined; asked?: readonly ReviewAsked[] | undefined };

/** `before`: knows since when somebody is asked. `now`: epoch milliseconds. Undefined for what is merged. */
export function decideTurn(
  { pull, head, ofReviewers = [], people = {}, authorId: personId }: PullSeen,
  before: Before,
  now: number,
): Turn | undefined {
  if (pull.merged) return undefined;
  const authors = reasonsOfAuthor(pull, head, before, now);
  if (authors.length > 0) return { of: 'author', why: authors, ...(personId === undefined ? {} : { personId }) };
  const reviewers = [...ofReviewers, ...askedOf(pull, before, people, now)];
  if (reviewers.length > 0) return { of: 'reviewer', why: reviewers };
  const running = (head?.checks.checks ?? []).filter(({ is }) => is === 'pending').length;
  if (running > 0) return { of: 'checks', why: [{ is: 'running', count: running }] };
  const unseen = whatIsUnseen(pull, head);
  if (unseen.length > 0) return { of: 'unknown', why: unseen };
  return pull.mergeableState === 'blocked' ? { of: 'reviewer', why: [{ is: 'lacking' }] } : { of: 'ship', why: [] };
}

function reasonsOfAuthor(pull: FoundPullRequest, head: PullSeen['head'], before: Before, now: number): TurnReason[] {
  const { state, draft, base, mergeableState, isElsewhere, isEmpty } = pull;
  if (state === 'closed') return [{ is: 'closed' }];
  if (draft) return [{ is: 'draft' }];
  if (isEmpty) return [{ is: 'empty' }];
  return [
    ...(isElsewhere ? [{ is: 'elsewhere', base } as const] : []),
    ...(mergeableState === 'dirty' ? [{ is: 'conflict', base } as const] : []),
    ...(head === undefined ? [] : [...failing(head.checks), ...changesRequested(pull, head.reviews, before, now)]),
    ...(mergeableState === 'behind' ? [{ is: 'behind', base } as const] : []),
  ];
}

function failing({ checks }: HeadChecks): TurnReason[] {
  const failed = checks.filter(({ is }) => is === 'failed');
  const [first] = failed;
  if (first === undefined) return [];
  return [{ is: 'failing', ...shownCheck(first), count: failed.length }];
}

/** A reviewer who was asked again does not count: the author has done what they wanted. */
function changesRequested(
  { askedFor = [] }: FoundPullRequest,
  { reviews }: FoundReviews,
  { turn }: Before,
  now: number,
): TurnReason[] {
  const wanting = reviews.filter(({ is, login }) => is === 'changes_requested' && !askedFor.includes(login));
  const by = wanting.map(({ login }) => login).slice(0, MOST_PEOPLE);
  if (by.length === 0) return [];
  const known = turn?.why.find((reason) => reason.is === 'changes requested');
  return [{ ...(known ?? { is: 'changes requested', since: now }), by }];
}

function askedOf({ askedFor = [] }: FoundPullRequest, before: Before, people: People, now: number): ReviewAsked[] {
  return askedFor.slice(0, MOST_PEOPLE).map((login) => askedReason(login, before, people, now));
}

/** One entry for each request. It stays until GitHub lists the request no more, also while it is somebody else's turn. */
export function askedAfter(
  { askedFor = [] }: FoundPullRequest,
  { asked = [] }: Before,
  turn: Turn | undefined,
): ReviewAsked[] {
  const shown = (turn?.why ?? []).filter((reason) => reason.is === 'asked');
  const known = [...shown, ...asked.filter(({ login }) => !shown.some((each) => each.login === login))];
  return known.filter(({ login }) => askedFor.includes(login)).map(({ isAgain: _, ...each }) => each);
}

function askedReason(login: string, { turn, asked = [] }: Before, people: People, now: number): ReviewAsked {
  const isTheirs = (reason: TurnReason): reason is ReviewAsked => reason.is === 'asked' && reason.login === login;
  const known = turn?.why.find(isTheirs);
  const earlier = asked.find(isTheirs);
  const personId = Object.hasOwn(people, login) ? people[login] : undefined;
  if (known === undefined && earlier !== undefined) return { ...earlier, isAgain: true };
  return known ?? { is: 'asked', login, since: now, ...(personId === undefined ? {} : { personId }) };
}

/** GitHub works out in the background whether it can be merged. */
export function isVague({ mergeableState = 'unknown' }: Pick<FoundPullRequest, 'mergeableState'>): boolean {
  return mergeableState === 'unknown';
}

/** GitHub's own words for a pull request that may be merged at once. It has seen all checks then, also those that we may not see. */
export const GREEN = ['clean', 'has_hooks'];

function whatIsUnseen(
  { askedFor, mergeableState = 'unknown' }: FoundPullRequest,
  head: PullSeen['head'],
): TurnReason[] {
  const isWorkedOut = [...GREEN, 'blocked', 'unstable'].includes(mergeableState);
  const areChecksSeen = head?.checks.isWhole === true && head.checks.checks.every(({ is }) => is === 'passed');
  const areReviewsSeen = askedFor !== undefined && head?.reviews.isWhole === true;
  const isGreen = GREEN.includes(mergeableState) || (areChecksSeen && mergeableState !== 'unstable');
  return [
    ...(isGreen ? [] : [{ is: 'unseen', what: 'checks' } as const]),
    ...(areReviewsSeen ? [] : [{ is: 'unseen', what: 'reviews' } as const]),
    ...(isWorkedOut ? [] : [{ is: 'unseen', what: 'mergeability' } as const]),
  ];
}
