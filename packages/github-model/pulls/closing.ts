/** The issues that a pull request closes, by the words of its text. */
import type { GitHubModel, Issue, PullRequestIssue } from '../model.ts';
import { pullRequests } from './pull-requests.ts';

const CLOSES =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+)?#|https?:\/\/\S+?\/([\w.-]+\/[\w.-]+)\/issues\/)(\d+)\b/gi;

/** Numbers of issues of this repository: `Closes #7`, `fixes: acme/web#7`, `Resolves` with the issue's address. */
export function closedBy({ repository }: Pick<GitHubModel, 'repository'>, body: string | null): number[] {
  const found = Array.from((body ?? '').matchAll(CLOSES), ([, short = repository, long = short, number]) => ({
    there: long.toLowerCase(),
    number: Number(number),
  }));
  return [...new Set(found.filter(({ there }) => there === repository.toLowerCase()).map(({ number }) => number))];
}

/** It itself, or the newest that closes the issue. */
export function pullRequestFor(model: GitHubModel, number: number): PullRequestIssue | undefined {
  const all = pullRequests(model).toReversed();
  return all.find((pull) => pull.number === number) ?? all.find(({ body }) => closedBy(model, body).includes(number));
}

/** Open ones that merging it closes. */
export function issuesToClose(model: GitHubModel, { body }: PullRequestIssue): Issue[] {
  const numbers = closedBy(model, body);
  return model.issues.filter(
    ({ number, state, pullRequest, gone }) =>
      numbers.includes(number) && state === 'open' && pullRequest === undefined && gone === undefined,
  );
}
