/** Nothing is deleted that was not merged. */
import { type GitHubModel, pullRequestsOf } from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';

export type BranchCheck = {
  /** Where a service has seen it. */
  seen<Found extends { sha: string } | undefined>(name: string, found: Found): Found;
  deleted(name: string): void;
};

/** What is pushed between the last look and the call nobody can know of. */
export function createBranchCheck(report: Engine['report'], model: GitHubModel): BranchCheck {
  const shown = new Map<string, string | undefined>();
  return {
    seen(name, found) {
      shown.set(name, found?.sha);
      return found;
    },
    deleted(name) {
      const pulls = pullRequestsOf(model, name);
      if (pulls.length === 0) return;
      const merged = pulls.some(({ pullRequest }) => pullRequest.merged && pullRequest.headSha === shown.get(name));
      if (!merged) report('only what was merged is deleted', `${name} at ${shown.get(name)}`);
      if (pulls.some(({ state }) => state === 'open')) report('only what was merged is deleted', `${name} is needed`);
    },
  };
}
