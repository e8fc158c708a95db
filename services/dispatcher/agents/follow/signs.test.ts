import type { IssueCommented, PullRequestChanged } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { hint } from '../../tasks/test-team.ts';
import { ada } from '../../test-dispatcher.ts';
import { type AgentTeam, agentTeam } from '../test-agents.ts';

async function given(name = 'claude'): Promise<AgentTeam> {
  const team = await agentTeam();
  await team.press('agent-give', `${team.planId}.1.${name}`);
  await team.settle();
  return team;
}

let count = 0;

function said({ clock }: AgentTeam, body: string, more: Partial<IssueCommented> = {}): IssueCommented {
  count += 1;
  const about = { id: `said-${count}`, repository: 'acme/web', sender: 'claude[bot]', receivedAt: clock.now() };
  return {
    ...about,
    type: 'issue.commented',
    action: 'created',
    number: 101,
    commentId: count,
    body,
    isBot: true,
    ...more,
  };
}

function pushed(team: AgentTeam, sender: string, more: Partial<PullRequestChanged> = {}): PullRequestChanged {
  return { ...team.changePull(101, {}), action: 'synchronize', sender, ...more };
}

const stateOf = async (team: AgentTeam) => (await team.task()).agent?.state;

describe('an agent that asks', () => {
  it('waits for who gave it the task, who is told once', async () => {
    const team = await given();
    const question = said(team, 'Which of the two buttons?');
    await team.take(question);
    await team.take(question);
    await team.settle();
    expect(await stateOf(team)).toBe('waiting');
    expect(team.threadLines().filter((line) => line.includes('waits for you'))).toMatchInlineSnapshot(`
      [
        "<@1> 🤖 Claude waits for you: [“Which of the two buttons?”](https://github.com/acme/web/issues/101#issuecomment-1) • [PR #101](https://github.com/acme/web/pull/101) for #1 Checkout charges shipping twice when the address changes",
      ]
    `);
    expect(team.panel()).toContain('[ Answer ]');
  });

  it('pings nobody by a further question', async () => {
    const team = await given();
    await team.take(said(team, 'Which of the two?'));
    await team.take(said(team, 'And which colour?'));
    await team.settle();
    const sent = team.queues.sent.map(({ body }) => body as { message?: { content?: string; pings?: unknown } });
    const lines = sent.flatMap(({ message }) => (message?.content?.includes('waits for you: ') ? [message] : []));
    const asked = lines.filter(({ content }) => content?.startsWith('<@'));
    expect(asked.map(({ content, pings }) => [/“(.*)”/.exec(content ?? '')?.[1], pings !== undefined])).toEqual([
      ['Which of the two?', true],
      ['And which colour?', false],
    ]);
  });

  it('asks at the end of a long comment, and by nothing that was cut before it', async () => {
    const team = await given();
    await team.take(said(team, 'Why was that so?', { tail: 'It works now.' }));
    expect(await stateOf(team)).toBe('working');
    await team.take(said(team, 'I looked at all of it.', { tail: 'So which of the two?' }));
    expect((await team.task()).agent).toMatchObject({ state: 'waiting', question: { text: 'So which of the two?' } });
  });

  it('is at work again once it was answered, and the same event asks nothing anew', async () => {
    const team = await given();
    const question = said(team, 'Which?');
    await team.take(question);
    const giving = (await team.task()).agent?.id;
    await team.take(team.pressed('agent-answer', `${team.planId}.1.${giving}`, ada, { text: 'The first.' }));
    expect(await stateOf(team)).toBe('working');
    await team.take(question);
    expect(await stateOf(team)).toBe('working');
  });

  it('is not heard from others, and says nothing to us by a command', async () => {
    const team = await given();
    for (const sender of ['eve', 'claude']) await team.take(said(team, 'Which?', { sender, isBot: false }));
    await team.take(said(team, '/valine skip'));
    await team.settle();
    expect(await stateOf(team)).toBe('working');
    expect((await team.line())?.state).toBe('started');
  });
});

describe('a sign of life', () => {
  it('is what the agent pushes, and no more what others push', async () => {
    const team = await given();
    team.clock.advance(50 * 60_000);
    await team.look(0);
    expect((await team.task()).agent?.isSilent).toBe(true);
    await team.take(pushed(team, 'grace'));
    expect((await team.task()).agent?.isSilent).toBe(true);
    await team.take(pushed(team, 'claude[bot]'));
    expect((await team.task()).agent?.isSilent).toBeUndefined();
  });

  it('does not keep one at work for ever that goes in a circle', async () => {
    const team = await given();
    for (let hours = 0; hours < 8; hours += 1) {
      team.clock.advance(3_600_000);
      await team.take(pushed(team, 'claude[bot]'));
      await team.look(0);
    }
    expect(await stateOf(team)).toBe('timed_out');
    expect(await team.slots()).toEqual([]);
  });
});

it('the run of a workflow is looked up when GitHub tells of it', async () => {
  const team = await given('codex');
  const { id } = team.repository.workflowRun();
  team.repository.workflowRun().complete('failure');
  await team.take({ ...hint(team, 'main', 'workflow_run'), runId: id });
  expect(await stateOf(team)).toBe('failed');
});

it('Copilot is done when its own pull request asks for a review', async () => {
  const team = await given('copilot');
  const event = pushed(team, 'Copilot', { action: 'review_requested' });
  const pullRequest = { ...event.pullRequest, number: 102, headBranch: 'copilot/fix-1', closes: [1] };
  await team.take({ ...event, pullRequest }, 3);
  expect((await team.task()).agent).toMatchObject({
    state: 'done',
    note: 'merge its #102 into the branch of the task',
  });
});
