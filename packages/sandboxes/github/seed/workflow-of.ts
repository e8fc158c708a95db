/** A workflow of a seed file as the sandbox plays it. */
import type { CodingAgents } from '@valine/settings';
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

const FIRST_AGENT_ID = 61_400_001;

/** Of the coding agents that are workflows; without those that are known. */
export function workflowsOfAgents(agents: CodingAgents, known: readonly string[]): WorkflowDefinition[] {
  const missing = Object.entries(agents).flatMap(([name, agent]) => {
    if (agent.kind !== 'workflow' || known.includes(agent.workflow)) return [];
    const { workflow: file, issue_input, branch_input, prompt_input, correlation_input } = agent;
    const inputs = [issue_input, branch_input, prompt_input, correlation_input].filter((input) => input !== undefined);
    return [{ file, name: agent.label ?? name, steps: ['Run the agent'], inputs }];
  });
  return missing.map((workflow, index) => ({ ...workflowOf(workflow, index), id: FIRST_AGENT_ID + index }));
}
