/** Branches of what was merged are deleted, and nothing that was not merged is deleted with them. */
import { type GitHubModel, getPullRequest, pullRequestsOf } from '@valine/github-model';
import type { Engine } from '../engine/engine.ts';
import type { World } from '../world.ts';
import { tasksOf } from './one-message.ts';

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

export function checkBranchesTidied(world: World): void {
  const { engine, github } = world;
  const { model } = github.repository;
  for (const { id, head, pullRequest, seen, effects } of tasksOf(world)) {
    if (seen?.is !== 'merged' || pullRequest === undefined) continue;
    const { headSha } = getPullRequest(model, pullRequest.number).pullRequest;
    const isThere = model.branches[head] === headSha;
    const isGivenUp = effects.some(({ kind, parked }) => kind === 'delete-branch' && parked !== undefined);
    const isNeeded = pullRequestsOf(model, head).some(({ state }) => state === 'open');
    if (isThere && !isGivenUp && !isNeeded && !isExcused(world))
      engine.report('merged branches are tidied', `${id}: ${head}`);
    engine.coverage.sometimes(isThere ? 'a merged branch stayed' : 'a merged branch was deleted, or has gone on');
  }
}

/** Where GitHub refuses what it should not, a branch may not be looked at. */
function isExcused({ engine }: World): boolean {
  return [...engine.coverage.cells().keys()].some((cell) => /not-found|unauthorized/.test(cell));
}
