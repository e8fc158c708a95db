/** What a coding agent makes of a webhook. */
import { closedBy, type Run } from '@valine/github-model';
import type { CodingAgent } from '@valine/settings';
import type { GitHubState } from '../state/state.ts';
import type { WebhookEvent } from '../webhooks/webhook-sender.ts';

/** `number`: of an issue or a pull request. */
export type Heard = { is: 'begin' | 'stop'; number: number };

type Payload = {
  issue?: { number: number };
  comment?: { body?: string };
  assignee?: { login?: string };
  sender?: { login?: string };
  workflow_run?: { id: number; conclusion?: string | null };
};

/** `login`: its own; it does not listen to itself. Undefined for what is not meant for it. */
export function hear(
  state: GitHubState,
  login: string,
  agent: CodingAgent,
  { event, action, payload }: WebhookEvent,
): Heard | undefined {
  const { issue, comment, assignee, sender, workflow_run: run }: Payload = Object(payload);
  const told = `${event} ${action}`;
  switch (agent.kind) {
    case 'comment': {
      const isMentioned = told === 'issue_comment created' && comment?.body?.includes(agent.mention) === true;
      return isMentioned && sender?.login !== login && issue ? { is: 'begin', number: issue.number } : undefined;
    }
    case 'copilot': {
      const isMeant = issue !== undefined && COPILOT.has(assignee?.login ?? '');
      if (told === 'issues assigned' && isMeant) return { is: 'begin', number: issue.number };
      return told === 'issues unassigned' && isMeant ? { is: 'stop', number: issue.number } : undefined;
    }
    case 'workflow': {
      const started = state.runs.find(({ id }) => id === run?.id);
      const number = started?.workflow === agent.workflow ? issueIn(state, agent, started) : undefined;
      if (number === undefined) return undefined;
      if (told === 'workflow_run requested') return { is: 'begin', number };
      const isCancelled = told === 'workflow_run completed' && run?.conclusion === 'cancelled';
      return isCancelled ? { is: 'stop', number } : undefined;
    }
  }
}

/** As it is assigned, and as GitHub shows it. */
const COPILOT = new Set(['copilot-swe-agent[bot]', 'Copilot']);

type WorkflowAgent = Extract<CodingAgent, { kind: 'workflow' }>;

/** The branch tells it as well. */
function issueIn(state: GitHubState, { issue_input, branch_input }: WorkflowAgent, { inputs }: Run) {
  const number = Number(inputs[issue_input]);
  if (Number.isSafeInteger(number) && number > 0) return number;
  const pull = state.issues.find(({ pullRequest }) => pullRequest?.head === inputs[branch_input]);
  return pull && closedBy(state, pull.body)[0];
}
