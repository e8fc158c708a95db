/** The files of the workflows that the sandbox plays, as they stand in the repository at first. */
import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { isShipped, WORKFLOWS, type WorkflowDefinition } from '../state/workflows.ts';

const SHIPPED = new URL('../../../workflows/.github/workflows/', import.meta.url);

/** Text by path. */
export function workflowFiles(): Record<string, string> {
  return Object.fromEntries(WORKFLOWS.map((workflow) => [`.github/workflows/${workflow.file}`, textOf(workflow)]));
}

function textOf(workflow: WorkflowDefinition): string {
  if (isShipped(workflow)) return readFileSync(new URL(workflow.file, SHIPPED), 'utf8');
  const { name, inputs, listensTo, steps } = workflow;
  const given = Object.fromEntries(
    inputs.map((input) => [input.name, { type: 'string', required: input.required ?? false }]),
  );
  const dispatches = listensTo.length === 0 ? {} : { repository_dispatch: { types: listensTo } };
  const own = steps.filter(({ runner }) => runner === undefined).map((step) => ({ name: step.name, run: 'true' }));
  return stringify({
    name,
    'run-name': `${name} — \${{ inputs.correlation_id }} by \${{ inputs.requester }}`,
    on: { workflow_dispatch: { inputs: given }, ...dispatches },
    jobs: { job: { 'runs-on': 'ubuntu-24.04', steps: own } },
  });
}
