import { describe, expect, it } from 'vitest';
import { ben } from '../../test-dispatcher.ts';
import { type AgentTeam, agentTeam } from '../test-agents.ts';

async function given(name: string): Promise<AgentTeam & { giving: string }> {
  const team = await agentTeam();
  await team.press('agent-give', `${team.planId}.1.${name}`);
  await team.settle();
  return { ...team, giving: (await team.task()).agent?.id ?? '' };
}

const stop = (team: AgentTeam & { giving: string }) => team.press('agent-stop', `${team.planId}.1.${team.giving}`, ben);

describe('taking a task back from a coding agent', () => {
  it('cancels the run of a workflow, frees its slot, and offers the task anew', async () => {
    const team = await given('codex');
    expect(await stop(team)).toMatchInlineSnapshot(`"✋ #1 is taken back from Codex, which is told to stop."`);
    await team.settle();
    expect(team.repository.runs.map(({ status, conclusion }) => conclusion ?? status)).toEqual(['cancelled']);
    expect(await team.slots()).toEqual([]);
    expect(team.panel()).toContain('Codex stopped: by Ben');
    expect(team.panel()).toContain('[ 🤖 Give to Codex ]');
  });

  it('takes the issue from Copilot', async () => {
    const team = await given('copilot');
    const assignees = () => team.repository.model.issues.find(({ number }) => number === 1)?.assignees;
    expect(assignees()).toEqual(['copilot-swe-agent[bot]']);
    await stop(team);
    expect(assignees()).toEqual([]);
  });

  it('says where nothing stops it', async () => {
    const team = await given('claude');
    expect(await stop(team)).toMatchInlineSnapshot(`
      "🔴 #1 is taken back, but nothing here stops Claude. What it pushes from now on is for you to judge; close the pull request, or take its access away, to keep it out.
      -# reason_code: agent_cannot_be_stopped"
    `);
    expect((await team.task()).agent?.state).toBe('stopped');
  });

  it('does nothing a second time, nor to a later giving', async () => {
    const team = await given('claude');
    await stop(team);
    await team.press('agent-give', `${team.planId}.1.claude`);
    expect(await stop(team)).toMatchInlineSnapshot(`
      "🔴 Claude is not at work on #1 any more, or was given it anew since. Look at its message in the thread.
      -# reason_code: agent_not_at_work"
    `);
    expect((await team.task()).agent?.state).toBe('working');
  });
});
