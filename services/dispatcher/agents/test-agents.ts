/** A team with coding agents at hand, each task of which has a draft pull request. */
import type { Notification } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { AGENT_WORK_ID } from '@valine/records';
import type { CodingAgents } from '@valine/settings';
import type { DispatcherSettings } from '../ports.ts';
import { begunTeam } from '../tasks/test-team.ts';

export const AGENTS = {
  claude: { kind: 'comment', mention: '@claude', on: 'pull_request', login: 'claude[bot]', label: 'Claude' },
  copilot: { kind: 'copilot', label: 'Copilot' },
  codex: {
    kind: 'workflow',
    label: 'Codex',
    workflow: 'client-deploy.yml',
    issue_input: 'issue',
    branch_input: 'branch',
    prompt_input: 'prompt',
    correlation_input: 'correlation_id',
  },
} as const satisfies CodingAgents;

export type AgentTeam = Awaited<ReturnType<typeof agentTeam>>;

/** `count`: of tasks. */
export async function agentTeam(settings: Partial<DispatcherSettings> = {}, count = 1) {
  const team = await begunTeam(count, { settings: { codingAgents: AGENTS, ...settings } });
  const lastOf = (isMeant: (each: Notification) => boolean) => {
    const all = team.queues.sent.map(({ body }) => body as Notification).filter((each) => each.message !== undefined);
    return all.findLast(isMeant)?.message;
  };
  return {
    ...team,
    /** The message of the task in the thread, with its buttons. */
    panel(number = 1): string {
      const message = lastOf(({ key }) => key === `panel:${team.planId}-${number}`);
      return [message?.content, ...(message?.buttons ?? []).map(({ label }) => `[ ${label} ]`)].join('\n');
    },
    card: () => lastOf(({ thread }) => thread !== undefined)?.card?.lines.join('\n'),
    commentsOn: (number: number) =>
      team.repository.model.comments.filter(({ issue }) => issue === number).map(({ body }) => body),
    /** Time passes, and the agent of the task is looked at; false once it is at work no more. */
    async look(minutes: number, number = 1): Promise<boolean> {
      team.clock.advance(minutes * 60_000);
      const giving = (await team.task(number)).agent?.id ?? '';
      const about = { planId: team.planId, number, giving, afterSeconds: 300 };
      const isAtWork = await team.take({ type: 'agent.look', id: `look-${team.clock.now()}`, ...about }).then(
        () => false,
        (error: unknown) => {
          if (error instanceof RetryLater) return true;
          throw error;
        },
      );
      await team.settle();
      return isAtWork;
    },
    async slots(): Promise<string[]> {
      const work = await team.store.find('agent-work', AGENT_WORK_ID);
      return (work?.slots ?? []).map(({ number, agent }) => `#${number} ${agent}`);
    },
  };
}
