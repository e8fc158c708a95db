/** A workflow of a seed file as the sandbox plays it. */
import type { WorkflowDefinition } from '../state/workflows.ts';
import type { SeedWorkflow } from './parse-seed.ts';

const FIRST_ID = 61_300_001;
/** What the product always gives, whatever else the workflow takes. */
const GIVEN = ['correlation_id', 'requester', 'api_base'];

export function workflowOf({ file, name, steps, inputs, failsAt }: SeedWorkflow, index: number): WorkflowDefinition {
  return {
    id: FIRST_ID + index,
    ...{ file, name, job: name },
    inputs: [...new Set([...GIVEN, ...inputs])].map((input) => ({ name: input })),
    listensTo: [],
    group: 'workflow',
    steps: [
      { name: 'Set up job', weight: 1, runner: true },
      ...steps.map((step) => ({ name: step, weight: 5 })),
      { name: 'Complete job', weight: 1, runner: true },
    ],
    failsAt: failsAt ?? steps.at(-1) ?? '',
  };
}
