/** Workflow runs that were there before the world began. */
import { WORLD_BEGINS } from '../../../engine/engine.ts';
import type { EarlierRun } from '../../outside.ts';
import type { SimGitHub } from '../sim-github.ts';

const HOUR = 3_600_000;

export function addEarlierRuns({ repository, workflows }: SimGitHub, runs: readonly EarlierRun[]): void {
  for (const [index, what] of runs.entries()) {
    const at = WORLD_BEGINS - (runs.length - index) * HOUR;
    const times = { createdAt: at, startedAt: at, updatedAt: at + 82_000 };
    const file = what === 'of another workflow' ? 'ci.yml' : 'client-deploy.yml';
    repository.push(`Commit ${index}`);
    if (what === 'going on') repository.addWorkflowRun(file);
    else repository.addWorkflowRun(file, { ...times, status: 'completed', conclusion: conclusionOf(what) });
  }
  repository.push('The newest commit');
  workflows.notice();
}

function conclusionOf(what: EarlierRun): string {
  return what === 'failed' ? 'failure' : 'success';
}
