/** While a world goes on: nothing is merged that nobody else has looked at. */
import { coAuthorsOf } from '@valine/github/co-authors';
import {
  type Commit,
  commitsOf,
  type GitHubModel,
  getCommit,
  isLogin,
  type PullRequestIssue,
  reviewsOf,
} from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import { approversAmong } from '../github/agents-at-work.ts';

/** Of a pull request that we are about to merge: somebody who may write and did not write it has approved its head, now or earlier. */
export function checkFourEyes(
  { engine, github, fourEyes }: { engine: Engine; github: SimGitHub; fourEyes: boolean },
  number: number,
): void {
  const { model } = github.repository;
  const pull = model.issues.find((each): each is PullRequestIssue => each.number === number && 'pullRequest' in each);
  if (!fourEyes || pull === undefined) return;
  const reviews = reviewsOf(model, number);
  if (reviews.some((_, index) => hasOtherEyes({ github }, pull, index + 1)))
    engine.coverage.sometimes('what somebody else has approved was merged');
  else engine.report('nobody approves their own', `#${number} was merged`);
}

/** `count`: of its reviews that there were. */
export function hasOtherEyes(
  { github }: { github: SimGitHub },
  pull: PullRequestIssue,
  count = Number.POSITIVE_INFINITY,
): boolean {
  const { model } = github.repository;
  const commits = commitsOf(model, pull)
    .map((sha) => getCommit(model, sha))
    .filter((commit) => !isEmpty(model, commit));
  const coAuthors = coAuthorsOf(commits.map(({ message }) => message)).map(({ login }) => login);
  const writers = [...commits.map(({ author }) => author).filter(isLogin), ...coAuthors];
  const approvers = approversAmong(github, pull, reviewsOf(model, pull.number).slice(0, count));
  return approvers.some((login) => !writers.includes(login));
}

/** It changes nothing, whomever it names. */
function isEmpty({ commits }: GitHubModel, { tree, parents: [parent = '', second] }: Commit): boolean {
  return second === undefined && commits[parent]?.tree === tree;
}
