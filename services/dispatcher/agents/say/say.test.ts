import { AGENT_WORK_ID } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { ada, shown } from '../../test-dispatcher.ts';
import { AGENTS, type AgentTeam, agentTeam } from '../test-agents.ts';

async function say(team: AgentTeam, button: 'agent-changes' | 'agent-answer', text: string): Promise<string> {
  const giving = (await team.task()).agent?.id ?? '';
  const press = team.pressed(button, `${team.planId}.1.${giving}`, ada, { text });
  await team.take(press);
  await team.take(press);
  await team.settle();
  return shown(team.queues.sent, `reply:${press.id}`);
}

describe('asking a coding agent for changes', () => {
  it('tells it so by its mention, once, while it is at work', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(await say(team, 'agent-changes', 'Use the new button.\nCloses #7, @ben')).toMatchInlineSnapshot(
      `"💬 Claude is told so, for #1."`,
    );
    expect(team.commentsOn(101)).toHaveLength(2);
    expect(team.commentsOn(101)[1]?.split('\n\n')[0]).toMatchInlineSnapshot(`
      "@claude Use the new button.
      C​loses #​7, @​ben"
    `);
  });

  it('has one that is done begin anew, which takes a slot', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    expect(await say(team, 'agent-changes', 'Smaller, please.')).toMatchInlineSnapshot(
      `"🤖 #1 is with Claude now. The thread tells how it gets on."`,
    );
    expect(await team.slots()).toEqual(['#1 claude']);
    expect(team.commentsOn(101)).toHaveLength(2);
    expect((await team.task()).agentGivings).toHaveLength(1);
  });

  it('has none begin anew that was stopped while the window was open', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    const giving = (await team.task()).agent?.id;
    await team.press('agent-stop', `${team.planId}.1.${giving}`);
    expect(await say(team, 'agent-changes', 'Smaller, please.')).toContain('reason_code: agent_not_at_work');
    expect((await team.task()).agent?.state).toBe('stopped');
    expect(team.commentsOn(101)).toHaveLength(1);
  });

  it('is refused once so much was said that the record of the task would not stay small', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    for (let time = 1; time < 40; time += 1) await say(team, 'agent-changes', `Change ${time}: ${'ü'.repeat(900)}`);
    expect(await say(team, 'agent-changes', 'One more.')).toContain('reason_code: agent_told_enough');
    expect(Buffer.byteLength(JSON.stringify(await team.task()))).toBeLessThan(100_000);
  });

  it('takes no empty text', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(await say(team, 'agent-answer', '  ')).toContain('reason_code: text_missing');
  });
});

describe('answering an agent that is a workflow', () => {
  const asking = async (settings: Parameters<typeof agentTeam>[0] = {}) => {
    const codingAgents = { codex: { ...AGENTS.codex, login: 'codex-bot' } };
    const team = await agentTeam({ codingAgents, ...settings });
    await team.press('agent-give', `${team.planId}.1.codex`);
    const about = { id: 'asks', repository: 'acme/web', sender: 'codex-bot', receivedAt: team.clock.now() };
    const question = { number: 101, commentId: 1, body: 'Both of them?', isBot: true };
    await team.take({ ...about, type: 'issue.commented', action: 'created', ...question });
    expect((await team.task()).agent?.state).toBe('waiting');
    return team;
  };

  it('starts it anew once its run has ended, with the words as its input, in its slot', async () => {
    const team = await asking();
    team.repository.workflowRun().complete('success');
    await say(team, 'agent-answer', 'Yes, both.');
    expect(team.repository.runs.map(({ inputs }) => inputs?.prompt)).toEqual([expect.any(String), 'Yes, both.']);
    expect((await team.task()).agent?.runId).toBe(team.repository.runs[1]?.id);
    expect(await team.slots()).toEqual(['#1 codex']);
    expect((await team.store.find('agent-work', AGENT_WORK_ID))?.givings).toHaveLength(2);
  });

  it('is refused while its run goes on, or GitHub does not show whether it does', async () => {
    const team = await asking();
    expect(await say(team, 'agent-answer', 'Yes.')).toContain('reason_code: agent_still_runs');
    team.repository.fail('findWorkflowRun', { status: 503 });
    expect(await say(team, 'agent-answer', 'Yes.')).toContain('reason_code: agent_still_runs');
    expect(team.repository.runs).toHaveLength(1);
  });

  it('counts for the day', async () => {
    const team = await asking({ agentTasksPerDay: 1 });
    team.repository.workflowRun().complete('success');
    expect(await say(team, 'agent-answer', 'Yes.')).toContain('reason_code: agent_limit_today');
    expect(team.repository.runs).toHaveLength(1);
  });
});

it('what did not reach an agent that ended meanwhile is told', async () => {
  const team = await agentTeam();
  await team.press('agent-give', `${team.planId}.1.claude`);
  const giving = (await team.task()).agent?.id ?? '';
  team.repository.fail('createComment', { status: 503 });
  const press = team.pressed('agent-changes', `${team.planId}.1.${giving}`, ada, { text: 'Smaller.' });
  await team.take(press);
  await team.press('agent-stop', `${team.planId}.1.${giving}`);
  team.clock.advance(600_000);
  await team.settle();
  expect(team.commentsOn(101)).toHaveLength(1);
  expect(team.threadLines().filter((line) => line.startsWith('💬'))).toMatchInlineSnapshot(`
    [
      "💬 What was said for #1 did not reach Claude, which is not at work on it any more. Give it the task anew, or say it on GitHub.",
    ]
  `);
});
