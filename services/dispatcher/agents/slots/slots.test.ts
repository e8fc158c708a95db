import type { AgentWork } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { agentTeam } from '../test-agents.ts';
import { decideSlot, type Limits, type Wanted } from './decide.ts';

const NOON = Date.UTC(2026, 10, 30, 12);
const LIMITS: Limits = { agentTasksAtOnce: 2, agentTasksPerDay: 3, agentDailyCostUsd: 5 };

const wanted = (id: string, more: Partial<Wanted> = {}): Wanted => ({
  id,
  planId: 'plan-1',
  number: 1,
  agent: 'a',
  ...more,
});

/** What is taken one after the other, each freed before the next. */
function takenInTurn(ids: readonly string[], costUsd: number | undefined, now = NOON) {
  let work: AgentWork | undefined;
  return ids.map((id) => {
    const { verdict, next } = decideSlot(
      work,
      wanted(id, { costUsd }),
      LIMITS,
      work?.slots.map((slot) => slot.id) ?? [],
      now,
    );
    work = next ?? work;
    return verdict.is;
  });
}

describe('a slot', () => {
  it('is taken once by the same giving, and not beyond the number', () => {
    const first = decideSlot(undefined, wanted('one'), LIMITS, [], NOON).next;
    expect(decideSlot(first, wanted('one'), LIMITS, [], NOON)).toEqual({ verdict: { is: 'taken' } });
    const second = decideSlot(first, wanted('two'), LIMITS, [], NOON).next;
    expect(decideSlot(second, wanted('three'), LIMITS, [], NOON).verdict.is).toBe('agents_busy');
    expect(decideSlot(second, wanted('three'), LIMITS, ['one'], NOON).next?.slots.map(({ id }) => id)).toEqual([
      'two',
      'three',
    ]);
  });

  it('is not taken more often in a day than is allowed', () => {
    expect(takenInTurn(['a', 'b', 'c', 'd'], undefined)).toEqual(['taken', 'taken', 'taken', 'agent_limit_today']);
  });

  it('is not taken for more than a day may cost', () => {
    expect(takenInTurn(['a', 'b', 'c'], 2.5)).toEqual(['taken', 'taken', 'agent_cost_today']);
  });

  it('counts anew at midnight in UTC', () => {
    const full: AgentWork = { ...workOf(['a', 'b', 'c']), slots: [] };
    const late = Date.UTC(2026, 10, 30, 23, 59, 59);
    expect(decideSlot(full, wanted('d'), LIMITS, [], late).verdict).toEqual({
      is: 'agent_limit_today',
      most: 3,
      resetsAt: Date.UTC(2026, 11, 1),
    });
    expect(decideSlot(full, wanted('d'), LIMITS, [], late + 1000).next?.givings).toEqual([{ id: 'd' }]);
  });
});

function workOf(ids: readonly string[]): AgentWork {
  const givings = ids.map((id) => ({ id }));
  return {
    kind: 'agent-work',
    id: 'agent-work',
    version: 1,
    slots: [],
    day: Date.UTC(2026, 10, 30),
    givings,
    outbox: [],
    expiresAt: 0,
  };
}

describe('with two slots and three tasks', () => {
  it('the third waits until one is free, and is told which tasks have them', async () => {
    const team = await agentTeam({ agentTasksAtOnce: 2 }, 3);
    const give = (number: number) => team.press('agent-give', `${team.planId}.${number}.claude`);
    await give(1);
    await give(2);
    expect(await give(3)).toContain('2 tasks are with agents already (#1 of');
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    expect(await give(3)).toContain('is with Claude now');
    expect(await team.slots()).toEqual(['#2 claude', '#3 claude']);
  });

  it('one whose freeing was lost is free for who comes next', async () => {
    const team = await agentTeam({ agentTasksAtOnce: 1 }, 2);
    await team.press('agent-give', `${team.planId}.1.claude`);
    await team.take(team.changePull(101, { draft: false }));
    expect(await team.slots()).toEqual(['#1 claude']);
    expect(await team.press('agent-give', `${team.planId}.2.claude`)).toContain('is with Claude now');
    expect(await team.slots()).toEqual(['#2 claude']);
  });

  it('two people who give the same task at once take one', async () => {
    const team = await agentTeam();
    const press = () => team.pressed('agent-give', `${team.planId}.1.claude`);
    await Promise.all([team.take(press()), team.take(press())]);
    expect(await team.slots()).toEqual(['#1 claude']);
    expect(team.commentsOn(101)).toHaveLength(1);
  });
});
