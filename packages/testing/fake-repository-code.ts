/** The code of a repository in memory: commits, branches, pull requests. */
import { createHash } from 'node:crypto';
import type { FoundPullRequest, GitHubLookups, GitHubWriter } from '@valine/github';
import { refusal } from './refusal.ts';

type Writer = Pick<GitHubWriter, 'createCommit' | 'createBranch' | 'createPullRequest' | 'mergePullRequest'>;
type Lookups = Pick<GitHubLookups, 'findBranch' | 'pullRequestsOf' | 'findPullRequest'>;
type FakePull = FoundPullRequest & { head: string };

export function fakeCode() {
  const branches = new Map<string, string>();
  const pulls: FakePull[] = [];
  const commits = new Set<string>();
  const writer: Writer = {
    async createCommit(commit) {
      const sha = shaOf(JSON.stringify(commit));
      commits.add(sha);
      return { sha };
    },
    async createBranch(name, sha) {
      if (branches.has(name)) throw refusal('createBranch', 422, 'Reference already exists');
      branches.set(name, sha);
      return { sha };
    },
    async createPullRequest({ head, base, body }) {
      if (pulls.some((pull) => pull.head === head && pull.base === base && pull.state === 'open'))
        throw refusal('createPullRequest', 422, `Validation Failed: A pull request already exists for acme:${head}.`);
      const number = 101 + pulls.length;
      const url = `https://github.com/acme/web/pull/${number}`;
      const headSha = branches.get(head) ?? shaOf(head);
      pulls.push({ number, url, head, base, body, headSha, state: 'open', merged: false });
      return { number, url };
    },
    async mergePullRequest(number, headSha) {
      const pull = pulls.find((each) => each.number === number);
      if (pull === undefined) throw refusal('mergePullRequest', 404, 'Not Found');
      if (pull.state === 'closed') throw refusal('mergePullRequest', 405, 'Pull Request is not mergeable');
      if (pull.headSha !== headSha)
        throw refusal('mergePullRequest', 409, 'Head branch was modified. Review and try the merge again.');
      const mergeSha = shaOf(`merge ${headSha}`);
      Object.assign(pull, { state: 'closed', merged: true, mergeSha });
      return { sha: mergeSha };
    },
  };
  return { writer, lookups: looksAt(branches, pulls), branches, pulls, commits };
}

function looksAt(branches: ReadonlyMap<string, string>, pulls: readonly FakePull[]): Lookups {
  return {
    async findBranch(name) {
      const sha = branches.get(name);
      return sha === undefined ? undefined : { sha };
    },
    async pullRequestsOf(head) {
      const own = pulls.filter((pull) => pull.head === head);
      return own.toReversed().map(({ head: _, ...pull }) => pull);
    },
    async findPullRequest(number) {
      const pull = pulls.find((each) => each.number === number);
      if (pull === undefined) return undefined;
      const { head: _, ...seen } = pull;
      return seen;
    },
  };
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
