/** The kinds of coding agents: one file each, and the table of them all. */
import type { CodingAgent } from '@valine/settings';
import type { AgentAdapter } from './adapter.ts';
import { commentAgent } from './comment.ts';
import { copilotAgent } from './copilot.ts';
import { workflowAgent } from './workflow.ts';

/** Of one of `CODING_AGENTS`. */
export function adapterOf(agent: CodingAgent): AgentAdapter {
  switch (agent.kind) {
    case 'copilot':
      return copilotAgent(agent);
    case 'workflow':
      return workflowAgent(agent);
    case 'comment':
      return commentAgent(agent);
  }
}
