/** Branches of what was merged are deleted, unless they are of others. */
import { getPullRequest, pullRequestsOf } from '@valine/github-model';
import type { World } from '../../world.ts';
import { tasksOf } from '../one-message.ts';

export function checkBranchesTidied(world: World): void {
  const { engine, github } = world;
  const { model } = github.repository;
  for (const { id, head, pullRequest, seen, effects } of tasksOf(world)) {
    if (seen?.is !== 'merged' || pullRequest === undefined) continue;
    const { headSha, fork } = getPullRequest(model, pullRequest.number).pullRequest;
    if (pullRequest.isAdopted) {
      // Somebody may push to it once more.
      const isThere = fork !== undefined || Object.hasOwn(model.branches, head);
      if (!isThere) engine.report('the work of others is left alone', id);
      continue;
    }
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
