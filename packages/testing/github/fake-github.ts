/** GitHub's issues as a team sees them, behind the port that services read them through. */
import { type GitHub, GitHubError, type Issue, MAX_LISTED_ISSUES, namedBlockers, unlessRefused } from '@valine/github';
import { openIssuesWith } from '@valine/github-model';

export type FakeGitHub = GitHub & {
  /** Puts issues there, or in the place of those with the same number. */
  add(...issues: Issue[]): void;
  /** Changes an issue that is there: `{ state: 'closed', stateReason: 'completed' }`, `{ labels: [] }`. */
  change(number: number, change: Partial<Issue>): void;
  /** Deletes an issue. */
  remove(number: number): void;
  /** Calls made, failed ones included, e.g. `listOpenIssues ready`, `findIssue 7`. */
  calls: string[];
  /** The next `times` calls throw `error`; GitHub is unavailable unless told otherwise. */
  failNext(times: number, error?: Error): void;
};

export function fakeGitHub(...issues: Issue[]): FakeGitHub {
  const stored = new Map<number, Issue>();
  const failures: Error[] = [];
  const calls: string[] = [];
  const answer = (call: string): void => {
    calls.push(call);
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
  };

  const github: FakeGitHub = {
    calls,
    add: (...added) => {
      for (const issue of added) stored.set(issue.number, issue);
    },
    change: (number, change) => {
      const issue = stored.get(number);
      if (issue === undefined) throw new Error(`the test has no issue #${number} to change`);
      stored.set(number, { ...issue, ...change });
    },
    remove: (number) => void stored.delete(number),
    failNext: (times, error = gitHubUnavailable()) => {
      failures.push(...Array.from({ length: times }, () => error));
    },
    async listOpenIssues(label) {
      answer(`listOpenIssues ${label}`);
      return structuredClone(openIssuesWith(stored.values(), label).slice(0, MAX_LISTED_ISSUES));
    },
    async findOpenBlockers(issue) {
      const named = namedBlockers(issue);
      const counted = issue.openBlockers ?? 0;
      return unlessRefused(issue, async () => {
        if (named.length + counted > 0) answer(`findOpenBlockers ${issue.number}`);
        return named.flatMap((number) => (stored.get(number)?.state === 'open' ? [{ number }] : []));
      });
    },
    async findIssue(number) {
      answer(`findIssue ${number}`);
      return structuredClone(stored.get(number));
    },
  };
  github.add(...issues);
  return github;
}

export function gitHubUnavailable(): GitHubError {
  return new GitHubError({ operation: 'answer', reason: 'unavailable', status: 503 });
}
