/** Workflow runs that end, for teams with notification rules; and the sweep that tells what was held. */
import type { World } from '../world.ts';
import { beDue } from './set-up.ts';
import type { Deed } from './step.ts';

type OfRules = Extract<Deed, { do: 'run ends' | 'sweep' }>;

export function ofRules(world: World, deed: OfRules): void {
  if (deed.do === 'sweep') sweep(world);
  else world.announce('workflow_run', runBody(deed));
}

const HALF_HOUR_MS = 30 * 60_000;

/** Where people are reminded, at the next half hour, when it is looked for that. */
function sweep(world: World): void {
  const { timeline } = world.engine;
  const waits = world.reminders === undefined ? 0 : HALF_HOUR_MS - (timeline.now() % HALF_HOUR_MS);
  timeline.after(waits, () => beDue(world, 'sweep', 'sweep.due'));
}

/** As GitHub sends it. */
function runBody({ run, conclusion, branch }: Extract<Deed, { do: 'run ends' }>) {
  const repository = { id: 702_411_338, full_name: 'acme/web' };
  return {
    action: 'completed',
    workflow: { name: 'CI' },
    workflow_run: {
      ...{ id: run, run_attempt: 1, name: 'CI', path: '.github/workflows/ci.yml', event: 'push' },
      ...{ display_title: 'Work', status: 'completed', conclusion, head_branch: branch, pull_requests: [] },
      html_url: `https://github.com/acme/web/actions/runs/${run}`,
      head_repository: repository,
    },
    repository,
    sender: { login: 'ben' },
  };
}
