/** A pull request that was there before its task: who may have written it does not change with the plan. */
import { expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { type TestTeam, testTeam } from '../test-team.ts';

const ADA = { id: '42', name: 'Ada', roles: [] };
const SETTINGS = {
  gitHubLogins: { [ADA.id]: 'ada-l' },
  codingAgents: { claude: { kind: 'comment', mention: '@claude', login: 'claude-code', on: 'issue' } },
} as const;
const BRANCH = 'valine/issue-1-fix';

/** We are an App there, as in production. */
async function teamOfApp(): Promise<TestTeam> {
  const team = await testTeam(1, { settings: SETTINGS });
  Object.assign(team.repository.model, { programs: ['valine-bot'] });
  return team;
}

async function begin(team: TestTeam, planId = team.planId): Promise<void> {
  await team.press('approve', planId);
  await team.settle();
}

/** Ends the plan, and has another one take over what it leaves open. */
async function planAnew(team: TestTeam): Promise<string> {
  await team.press('ship-anyway', team.planId);
  await team.settle();
  const planId = await team.planned();
  expect(planId).not.toBe(team.planId);
  await begin(team, planId);
  return planId;
}

async function ship(team: TestTeam, planId = team.planId): Promise<string> {
  team.changePull(101, { draft: false });
  const request = team.requested('ship', { run_id: planId });
  await team.take(request);
  await team.settle();
  return shown(team.queues.sent, `reply:${request.id}`);
}

const approve = ({ repository }: TestTeam, login: string) => repository.people.judge(101, login, 'approve');

it('a program’s on a branch that is named as ours are is no work of ours', async () => {
  const team = await teamOfApp();
  await team.repository.writer.createPullRequest({ title: 'Mine', head: BRANCH, base: 'main', body: '', draft: false });
  Object.assign(team.repository.model.issues.at(-1) ?? {}, { author: 'helper[bot]' });
  await begin(team);
  team.repository.people.pushTo(101, 'helper[bot]');
  expect(await ship(team)).toContain('agent_approvals_missing');
  approve(team, 'mara-k');
  expect(await ship(team)).toContain('1 closed');
});

it('what we have opened, and people wrote, asks for no approval, in this plan or a later one', async () => {
  const team = await teamOfApp();
  await begin(team);
  team.repository.people.pushTo(101, 'grace');
  const later = await planAnew(team);
  expect(await ship(team, later)).toContain('1 closed');
});

it('what an agent had in an earlier plan is an agent’s in a later one, with who gave it', async () => {
  const team = await teamOfApp();
  await begin(team);
  team.repository.people.pushTo(101, 'grace');
  const task = await team.task();
  const giving = { id: 'giving', name: 'claude', by: ADA, at: team.clock.now() };
  await team.store.replace(task, { ...task, version: task.version + 1, agentGivings: [giving] });
  const later = await planAnew(team);
  approve(team, 'ada-l');
  expect(await ship(team, later)).toContain('Ada, who gave it the task');
  approve(team, 'mara-k');
  expect(await ship(team, later)).toContain('1 closed');
});

it('a commit of whom GitHub does not know may be an agent’s', async () => {
  const team = await teamOfApp();
  await begin(team);
  team.repository.people.pushTo(101, 'Codex Runner');
  expect(await ship(team)).toContain('agent_approvals_missing');
});

it('what we open asks for no approval, though our first commit is by nobody that GitHub knows', async () => {
  const team = await teamOfApp();
  await begin(team);
  expect(await ship(team)).toContain('1 closed');
});
