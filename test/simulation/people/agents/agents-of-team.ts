/** The coding agents of a team, how they behave in a world, and who may approve what they wrote. */
import { AGENT_BEHAVIOURS, type AgentBehaviour } from '@valine/github-model';
import type { CodingAgents } from '@valine/settings';
import type { Random } from '../../engine/random.ts';

export const AGENT_NAMES = ['claude', 'copilot', 'codex'] as const;
export type AgentName = (typeof AGENT_NAMES)[number];

/** As GitHub shows them. One has an account as people have. */
export const AGENT_LOGINS: Readonly<Record<AgentName, string>> = {
  claude: 'claude[bot]',
  copilot: 'Copilot',
  codex: 'acme-codex',
};
/** Programs that are not named so. */
export const PROGRAMS = [AGENT_LOGINS.copilot];
export const CODEX_WORKFLOW = 'codex.yml';

export const CODING_AGENTS: CodingAgents = {
  claude: { kind: 'comment', mention: '@claude', on: 'pull_request', login: AGENT_LOGINS.claude },
  copilot: { kind: 'copilot', login: AGENT_LOGINS.copilot },
  codex: {
    ...{ kind: 'workflow', workflow: CODEX_WORKFLOW, login: AGENT_LOGINS.codex },
    ...{ issue_input: 'issue', branch_input: 'branch', prompt_input: 'prompt', correlation_input: 'correlation_id' },
  },
};

/** Of the people in Discord, by their ids. */
export const LOGINS: Readonly<Record<string, string>> = { '1': 'ada-l', '2': 'ben-b' };
/** Who reviews; the last may only read. */
export const REVIEWERS = ['mara-k', 'jonas-w', 'ada-l', 'ben-b', 'eve'] as const;
export type Reviewer = (typeof REVIEWERS)[number];

export type AgentsOfTeam = {
  behaviours: Readonly<Record<AgentName, AgentBehaviour>>;
  atOnce: number;
  perDay: number;
  approvals: number;
  timeoutMinutes: number;
  /** Whether it is known which logins people have. */
  knowsLogins: boolean;
};

export function drawAgents(random: Random): AgentsOfTeam {
  const behaviour = () => random.pick(AGENT_BEHAVIOURS);
  return {
    behaviours: { claude: behaviour(), copilot: behaviour(), codex: behaviour() },
    atOnce: random.pick([1, 1, 2, 3]),
    perDay: random.pick([1, 2, 3, 20]),
    approvals: random.chance(0.25) ? 2 : 1,
    timeoutMinutes: random.pick([20, 45]),
    knowsLogins: random.chance(0.8),
  };
}
