/** A task is given to a coding agent: from the button in the thread to its pull request, and back to people. */

import { setTimeout } from 'node:timers/promises';
import type { CodingAgents } from '@valine/settings';
import { expect, it } from 'vitest';
import { openTeam, type Team, type TeamOptions } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const AGENTS: CodingAgents = {
  claude: { kind: 'comment', mention: '@claude', on: 'pull_request', login: 'claude[bot]', label: 'Claude' },
};

/** With one task, whose pull request is #`pull`. */
async function begun(options: TeamOptions = {}): Promise<Team & { pull: number }> {
  const settings = { codingAgents: AGENTS, opensPullRequests: true, ...options.settings };
  const team = await openTeam({ ...options, settings });
  await team.chat.command('/plan label:ready limit:1');
  await team.chat.press('Approve');
  await team.wait(10_000);
  const pull = team.github.issues().findLast(({ pullRequest }) => pullRequest !== undefined)?.number ?? 0;
  return { ...team, pull };
}

function newestComment(team: Team & { pull: number }): string | undefined {
  return team.github.conversation(team.pull).at(-1)?.body.split('\n')[0];
}

it('it works, is asked for changes in a window, and is done when its pull request is ready', async () => {
  const team = await begun();
  const { chat, github, pull } = team;
  expect(await chat.press('🤖 Give to Claude')).toContain('is with Claude now');
  expect(newestComment(team)).toContain('@claude Please do what issue');
  expect(chat.message('Plan plan-')).toContain('🤖 Claude working');
  expect(await chat.press('Ask for changes', 'ada', 'Use the other button, please.')).toContain('is told so');
  expect(newestComment(team)).toBe('@claude Use the other button, please.');
  github.markReady(pull);
  await team.wait(40_000);
  expect(chat.message('Plan plan-')).toContain('🤖 Claude done');
  expect(chat.thread().at(-1)).toBeDefined();
});

it('pressed twice, it is given once; taken back, it is offered again', async () => {
  const team = await begun();
  const { chat } = team;
  const answers = await chat.pressTogether('🤖 Give to Claude', ['ada', 'ben']);
  expect(answers.filter((answer) => answer.includes('is with Claude now'))).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('reason_code: agent_already'))).toHaveLength(1);
  expect(await chat.press('Stop Claude', 'ben')).toContain('reason_code: agent_cannot_be_stopped');
  expect(chat.thread().join('\n')).toContain('✋');
  expect(await chat.press('🤖 Give to Claude')).toContain('is with Claude now');
  chat.thread();
});

it('silent for too long, it loses the task', async () => {
  const team = await begun({ settings: { agentTimeoutMs: 30 * 60_000 } });
  const { chat } = team;
  await chat.press('🤖 Give to Claude');
  await team.wait(40 * 60_000);
  expect(chat.thread().join('\n')).toContain('The task is back with people');
  expect(chat.message('Plan plan-')).toContain('back with people');
});

it('what an agent has done goes in once two people have approved it', async () => {
  const team = await begun({ playsAgents: true });
  const { chat, github, pull } = team;
  const ship = async () => chat.command(`/ship run_id:${planIn(chat.message('Plan plan-')).run}`);
  const isDraft = () => github.issues().find(({ number }) => number === pull)?.pullRequest?.draft;
  await chat.press('🤖 Give to Claude');
  while (isDraft()) await setTimeout(1);
  await team.wait(40_000);
  expect(chat.message('Plan plan-')).toContain('🤖 Claude done');
  expect(await ship()).toContain('agent_approvals_missing');
  for (const as of ['jonas-w', 'lin-t']) github.reviewPull(pull, 'approve', as);
  await team.wait(40_000);
  await chat.press('Keep going');
  expect(await ship()).toContain('merged');
  expect(github.issues().find(({ number }) => number === pull)?.pullRequest?.merged).toBe(true);
  chat.thread();
  chat.channel();
});
