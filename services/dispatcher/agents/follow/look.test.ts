import { changeRecord, decideSwitch, SWITCHES_ID } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { type AgentTeam, agentTeam } from '../test-agents.ts';

async function pause({ store, clock }: AgentTeam, isRestricted: boolean): Promise<void> {
  const at = clock.now();
  const wish = {
    source: `pause ${at}`,
    name: 'pause',
    isRestricted,
    by: { name: 'Ben' },
    at,
    reason: 'a test',
  } as const;
  await changeRecord(store, 'switches', SWITCHES_ID, (switches) => decideSwitch(switches, wish));
}

describe('an agent that is silent', () => {
  it('is called so, and loses the task once that was too long', async () => {
    const team = await agentTeam({ agentTimeoutMs: 120 * 60_000 });
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(await team.look(20)).toBe(true);
    expect(team.card()).toContain('🤖 Claude working');
    expect(await team.look(15)).toBe(true);
    expect(team.card()).toContain('🤖 Claude silent since');
    expect(await team.look(90)).toBe(false);
    expect(team.card()).toContain('🤖 Claude out of time: back with people');
    expect(team.threadLines().at(-1)).toContain('⌛');
    expect(await team.slots()).toEqual([]);
  });

  it('is not, while a pause holds back what begins it: its time begins when it does', async () => {
    const team = await agentTeam({ agentTimeoutMs: 120 * 60_000 });
    team.repository.fail('createComment', { status: 429, retryAfterSeconds: 70 });
    await team.press('agent-give', `${team.planId}.1.claude`).catch(() => undefined);
    await pause(team, true);
    await expect(team.look(300)).rejects.toThrow('everything is paused');
    expect((await team.task()).agent).toMatchObject({ state: 'given' });
    await pause(team, false);
    team.clock.advance(16 * 60_000);
    await team.settle();
    expect((await team.task()).agent).toMatchObject({ state: 'working', at: team.clock.now() });
    expect(await team.look(119)).toBe(true);
    expect(await team.look(1)).toBe(false);
  });

  it('is stopped where it can be', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.codex`);
    await team.look(121);
    expect(team.repository.runs.map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
  });
});

describe('an agent whose task falls away', () => {
  const close = (team: AgentTeam, number = 1) =>
    team.take(team.issueChanged(number, { action: 'closed', state: 'closed', stateReason: 'not_planned' }));

  it('is stopped with the next look, and others can have its slot', async () => {
    const team = await agentTeam({}, 2);
    await team.press('agent-give', `${team.planId}.1.codex`);
    await close(team);
    expect(await team.look(5)).toBe(false);
    expect(team.threadLines().at(-1)).toContain(
      'taken back from Codex: its issue was closed, or taken out of the plan',
    );
    expect(team.repository.runs.map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
    expect(await team.slots()).toEqual([]);
  });

  it('is taken back from one that nothing stops, and that is said', async () => {
    const team = await agentTeam({}, 2);
    await team.press('agent-give', `${team.planId}.1.claude`);
    await close(team);
    expect(await team.look(5)).toBe(false);
    expect(team.threadLines().at(-1)).toContain('Nothing here stops it: close the pull request');
  });

  it('goes on where its issue was opened again before, or another task fell away', async () => {
    const team = await agentTeam({}, 2);
    await team.press('agent-give', `${team.planId}.1.codex`);
    await close(team);
    team.clock.advance(60_000);
    await team.take(team.issueChanged(1, { action: 'reopened', state: 'open' }));
    await close(team, 2);
    expect(await team.look(5)).toBe(true);
  });

  it('goes on with what its plan has left open when it ended', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.codex`);
    await team.press('ship-anyway', team.planId);
    await team.settle();
    expect(await team.look(5)).toBe(true);
  });
});

describe('an agent that is a workflow', () => {
  it.each([
    ['success', 'done'],
    ['failure', 'failed'],
    ['action_required', 'waiting'],
  ] as const)('whose run ends as %s is %s', async (conclusion, state) => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.codex`);
    team.repository.workflowRun().complete(conclusion);
    expect(await team.look(5)).toBe(state === 'waiting');
    expect((await team.task()).agent?.state).toBe(state);
    expect(await team.slots()).toEqual(state === 'waiting' ? ['#1 codex'] : []);
  });
});

describe('an agent of whose own doing nothing was heard', () => {
  it('is not done by that GitHub took its task, though its pull request was ready before', async () => {
    const team = await agentTeam();
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    team.repository.fail('createComment', { status: 429, retryAfterSeconds: 70 });
    await team.press('agent-give', `${team.planId}.1.claude`).catch(() => undefined);
    team.clock.advance(120_000);
    await team.settle();
    expect((await team.task()).agent?.state).toBe('working');
    expect(await team.look(15)).toBe(true);
  });

  it('is not done while its run goes on', async () => {
    const team = await agentTeam();
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    await team.press('agent-give', `${team.planId}.1.codex`);
    team.clock.advance(120_000);
    await team.take({ ...team.changePull(101, {}), action: 'synchronize' });
    expect(await team.look(15)).toBe(true);
    team.repository.workflowRun().complete('success');
    expect(await team.look(5)).toBe(false);
    expect((await team.task()).agent?.state).toBe('done');
  });
});

describe('a run that waited for a person', () => {
  const standsAs = ({ repository: { model } }: AgentTeam, status: 'waiting' | 'in_progress') =>
    Object.assign(model.runs.at(-1)?.attempts.at(-1) ?? {}, { status });
  const waiting = async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.codex`);
    standsAs(team, 'waiting');
    await team.look(5);
    expect((await team.task()).agent?.state).toBe('waiting');
    return team;
  };

  it('works again once it was let go on', async () => {
    const team = await waiting();
    standsAs(team, 'in_progress');
    expect(await team.look(5)).toBe(true);
    expect((await team.task()).agent).toMatchObject({ state: 'working' });
    expect((await team.task()).agent).not.toHaveProperty('question');
  });

  it('is done once it has ended well meanwhile', async () => {
    const team = await waiting();
    team.repository.workflowRun().complete('success');
    expect(await team.look(5)).toBe(false);
    expect((await team.task()).agent?.state).toBe('done');
  });
});

it('an agent is done once its pull request is ready', async () => {
  const team = await agentTeam();
  await team.press('agent-give', `${team.planId}.1.claude`);
  await team.take(team.changePull(101, { draft: false }));
  await team.settle();
  expect((await team.task()).agent?.state).toBe('done');
  expect(await team.slots()).toEqual([]);
  expect(team.panel()).toContain('[ Ask for changes ]');
});

it('what is merged while an agent has it is done', async () => {
  const team = await agentTeam();
  await team.press('agent-give', `${team.planId}.1.claude`);
  await team.take(team.changePull(101, { draft: false, merged: true }, 'closed'));
  await team.settle();
  expect((await team.task()).agent?.state).toBe('done');
  expect(await team.slots()).toEqual([]);
});
