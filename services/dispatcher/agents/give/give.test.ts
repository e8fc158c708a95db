import { briefly } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ben } from '../../test-dispatcher.ts';
import { agentTeam } from '../test-agents.ts';

describe('giving a task to a coding agent', () => {
  it('is offered where the pull request is shown, done once, and shown on the card', async () => {
    const team = await agentTeam();
    expect(team.panel()).toMatchInlineSnapshot(`
      "🤖 [PR #101](https://github.com/acme/web/pull/101) for #1 Checkout charges shipping twice when the address changes • nobody has given it to an agent
      [ 🤖 Give to Claude ]
      [ 🤖 Give to Copilot ]
      [ 🤖 Give to Codex ]"
    `);
    expect(await team.press('agent-give', `${team.planId}.1.claude`)).toMatchInlineSnapshot(
      `"🤖 #1 is with Claude now. The thread tells how it gets on."`,
    );
    await team.settle();
    expect(team.panel()).toMatchInlineSnapshot(`
      "🤖 [PR #101](https://github.com/acme/web/pull/101) for #1 Checkout charges shipping twice when the address changes • Claude working • given by Ada
      [ Ask for changes ]
      [ Stop Claude ]"
    `);
    expect(briefly(team.card())).toMatchInlineSnapshot(
      `"started #1 • [PR #101](https://github.com/acme/web/pull/101) • 🤖 Claude working"`,
    );
    expect(await team.slots()).toEqual(['#1 claude']);
  });

  it('tells the agent what it is to do, and for whom', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(team.commentsOn(101)).toMatchInlineSnapshot(`
      [
        "@claude Please do what issue #1 asks for. Push to \`valine/issue-1-checkout-charges-shipping-twice-when\`, the branch of pull request #101, and to no other branch. Mark the pull request as ready for review when the work is done. If you need an answer from a person, ask for it in a comment there.

      _For \`Ada\`, from Discord._

      <!-- valine:w33ymfjz8zvfjnbywkkk67rr2 -->",
      ]
    `);
  });

  it('is refused while an agent has it', async () => {
    const team = await agentTeam();
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(await team.press('agent-give', `${team.planId}.1.copilot`, ben)).toMatchInlineSnapshot(`
      "🔴 Claude has it already, given by Ada. Stop it first, or wait until it is done.
      -# reason_code: agent_already"
    `);
    expect(await team.slots()).toEqual(['#1 claude']);
  });

  it('that GitHub refuses gives the task back at once, and is not done later without a slot', async () => {
    const team = await agentTeam();
    team.repository.fail('createComment', { status: 403 });
    await team.press('agent-give', `${team.planId}.1.claude`);
    await team.settle();
    const { agent, agentGivings, effects } = await team.task();
    expect([agent?.state, agentGivings]).toEqual(['refused', undefined]);
    expect(await team.slots()).toEqual([]);
    const parked = effects.filter((effect) => effect.parked !== undefined).map(({ id }) => id);
    const retry = { planId: team.planId, number: 1, effectIds: parked, askedAt: team.clock.now() + 1 };
    await team.take({ type: 'task.retry', id: 'retry', ...retry });
    await team.settle();
    expect(team.commentsOn(101)).toEqual([]);
    expect(await team.lines()).toEqual(['started']);
  });

  it('happens by itself where the settings say so, in the name of who approved the plan', async () => {
    const team = await agentTeam({ taskAssignee: 'claude', agentTasksAtOnce: 1 }, 2);
    expect(await team.slots()).toEqual(['#1 claude']);
    expect((await team.task()).agent?.by.name).toBe('Ada');
    expect(team.threadLines().filter((line) => line.includes('reason_code'))).toMatchInlineSnapshot(`
      [
        "⚠️ #2 is not given to an agent: A task is with agents already (#1 of \`plan-pwpa9m8j8m\`), and no more may be at once. Press when one of them is done, or stop one.
      -# reason_code: agents_busy",
      ]
    `);
  });

  it('of an agent that is not configured any more is refused', async () => {
    const team = await agentTeam();
    expect(await team.press('agent-give', `${team.planId}.1.gone`)).toContain('reason_code: agent_unknown');
    expect(await team.press('agent-give', `${team.planId}.7.claude`)).toContain('reason_code: task_not_begun');
    await team.press('ship-anyway', team.planId);
    await team.settle();
    expect(await team.press('agent-give', `${team.planId}.1.claude`)).toContain('reason_code: task_has_ended');
  });

  it('is refused where the task fell away from its plan, though its pull request is open', async () => {
    const team = await agentTeam({}, 2);
    await team.take(team.issueChanged(1, { action: 'closed', state: 'closed', stateReason: 'not_planned' }));
    await team.settle();
    expect(await team.press('agent-give', `${team.planId}.1.claude`)).toMatchInlineSnapshot(`
      "🔴 This task is over: it was merged, closed or fell away, or its plan has ended. Plan its issue anew to have it worked on.
      -# reason_code: task_has_ended"
    `);
    expect(await team.slots()).toEqual([]);
    expect(await team.press('agent-give', `${team.planId}.2.claude`)).toContain('#2 is with Claude now');
    team.clock.advance(60_000);
    await team.take(team.issueChanged(1, { action: 'reopened', state: 'open' }));
    expect(await team.press('agent-give', `${team.planId}.1.codex`)).toContain('#1 is with Codex now');
  });
});
