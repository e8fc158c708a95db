/** The labels of an issue once its task was merged, or its plan has ended. */
import type { DispatchMessage } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { effectDue, getEffect, isEffectOpen, type Plan, planId, type TaskRecord } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam, testTeam } from '../test-team.ts';
import { decideLabels, type IssueSeen } from './labels.ts';

const labelsOf = ({ repository }: TestTeam, issue = 1) =>
  repository.model.issues.find(({ number }) => number === issue)?.labels;

/** Ends the plan without what is open. */
async function shipAnyway(team: TestTeam): Promise<void> {
  await team.command('ship', { run_id: team.planId });
  await team.settle();
  await team.press('ship-anyway', team.planId);
  await team.settle();
}

describe('the labels of an issue', () => {
  it('say no more that it is worked on once its pull request was merged', async () => {
    const team = await begunTeam(2);
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    expect([labelsOf(team), labelsOf(team, 2)]).toEqual([[], ['in-progress']]);
  });

  it('are those of before once its plan has ended without it, and the next plan has it', async () => {
    const team = await begunTeam(2);
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    await shipAnyway(team);
    expect([labelsOf(team), labelsOf(team, 2)]).toEqual([[], ['ready']]);
  });

  it('say no more that it is worked on once it was closed by hand, and its plan has ended', async () => {
    const team = await begunTeam();
    team.github.change(1, { state: 'closed' });
    await team.take(team.issueChanged(1, { action: 'closed' }));
    await shipAnyway(team);
    expect(labelsOf(team)).toEqual([]);
  });

  it('say no more that it is worked on once it is closed again, where it was open while its pull request was merged', async () => {
    const team = await begunTeam();
    const tell = async (action: 'closed' | 'reopened') => {
      team.clock.advance(60_000);
      await team.take(team.issueChanged(1, { action, state: action === 'closed' ? 'closed' : 'open' }));
      await team.settle();
    };
    await tell('closed');
    await tell('reopened');
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    expect(labelsOf(team)).toEqual(['in-progress']);
    await tell('closed');
    expect(labelsOf(team)).toEqual([]);
  });

  it('stay where another open plan has it', async () => {
    const team = await begunTeam();
    const request = team.requested('plan', { include_planned: true });
    await team.take(request);
    expect((await team.plan(planId(request.id))).tasks).toHaveLength(1);
    await shipAnyway(team);
    expect(labelsOf(team)).toEqual(['in-progress']);
  });

  describe('that another plan was to have', () => {
    /** One that has the issue too, and ends after the first. */
    async function withAnother(end: (team: TestTeam, planId: string) => Promise<unknown>): Promise<TestTeam> {
      const team = await begunTeam();
      const request = team.requested('plan', { include_planned: true });
      await team.take(request);
      await shipAnyway(team);
      team.clock.advance(60_000);
      await end(team, planId(request.id));
      // It may just be beginning: that is waited for.
      await team.settle().catch(() => undefined);
      const isTidy = ({ body }: { body: unknown }) => Object(body).type === 'task.tidy';
      await team.take(Object(team.queues.sent.findLast(isTidy)?.body), 3);
      return team;
    }

    it('are those of before once that was discarded, and has not begun it', async () => {
      expect(labelsOf(await withAnother((team, id) => team.press('discard', id)))).toEqual(['ready']);
    });

    it('say no more that it is worked on once that has ended, and it was closed meanwhile', async () => {
      const team = await withAnother(async (each, id) => {
        each.github.change(1, { state: 'closed' });
        await each.press('discard', id);
      });
      expect(labelsOf(team)).toEqual([]);
    });

    it('are its own once it has begun it', async () => {
      const team = await withAnother(async (each, id) => {
        await each.press('approve', `${id}.0`);
        await each.settle();
        expect(labelsOf(each)).toEqual(['in-progress']);
        await each.press('ship-anyway', id);
      });
      expect(labelsOf(team)).toEqual(['ready']);
    });
  });

  it('are changed once, however often that is told', async () => {
    const team = await begunTeam();
    await shipAnyway(team);
    const changes = () => team.repository.calls.filter((call) => call === 'addLabels').length;
    const before = changes();
    for (const id of ['t1', 't2']) await team.take({ type: 'task.tidy', id, planId: team.planId, number: 1 });
    expect([changes() - before, labelsOf(team)]).toEqual([0, ['ready']]);
  });

  it('stay where it cannot be looked at, once that was tried for half an hour', async () => {
    const team = await begunTeam();
    await team.command('ship', { run_id: team.planId });
    await team.settle();
    await team.press('ship-anyway', team.planId);
    const message = { type: 'task.tidy', id: 't', planId: team.planId, number: 1 } as const;
    team.github.failNext(1);
    await expect(team.take(message)).rejects.toMatchObject({ name: 'RetryLater' });
    team.github.failNext(1);
    await team.take(message, 30);
    expect(labelsOf(team)).toEqual(['in-progress']);
  });

  it('are those of before, though GitHub did not take our credentials for a moment', async () => {
    const team = await begunTeam();
    await team.command('ship', { run_id: team.planId });
    await team.settle();
    await team.press('ship-anyway', team.planId);
    const message = { type: 'task.tidy', id: 't', planId: team.planId, number: 1 } as const;
    team.github.failNext(1, new GitHubError({ operation: 'find issue #1', reason: 'unauthorized', status: 401 }));
    await expect(team.take(message)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 300 });
    await team.take(message, 1);
    await team.settle();
    expect(labelsOf(team)).toEqual(['ready']);
  });

  it.each(['addLabels', 'removeLabel'] as const)(
    'are not turned round by an earlier %s that comes hours after they were tidied without it',
    async (method) => {
      const team = await testTeam();
      let taken = 0;
      const takeAll = async () => {
        for (; taken < team.queues.sent.length; taken += 1) {
          const message = team.queues.sent[taken]?.body as DispatchMessage;
          if (!['plan.expire', 'plan.reconcile'].includes(message.type))
            await team.take(message).catch(() => undefined);
        }
      };
      team.repository.fail(method, { status: 502 });
      await team.approve();
      await takeAll();
      await team.command('ship', { run_id: team.planId });
      await takeAll();
      await team.press('ship-anyway', team.planId);
      await takeAll();
      await team.take({ type: 'task.tidy', id: 't', planId: team.planId, number: 1 }, 30);
      const { effects, ...task } = await team.task();
      const late = effects.find((effect) => effect.kind === 'change-labels' && isEffectOpen(effect));
      if (late === undefined) throw new Error('every change was made');
      team.clock.advance(5 * 3_600_000);
      await team.take(effectDue(task, late));
      expect(labelsOf(team)).toEqual(['ready']);
      expect(getEffect(await team.task(), late.id).outcome?.refused).toEqual({
        status: 412,
        detail: 'what was done since says otherwise',
      });
    },
  );

  it('are asked about again for a task that may just be beginning', async () => {
    const team = await begunTeam();
    const message = { type: 'task.tidy', id: 't', planId: team.planId, number: 99 } as const;
    await expect(team.take(message)).rejects.toMatchObject({ name: 'RetryLater' });
    await team.take(message, 3);
  });
});

describe('what is decided about them', () => {
  const effects = [{ kind: 'change-labels', params: { number: 1, add: ['in-progress'] }, outcome: {} }];
  const task = { issue: { number: 1 }, label: 'ready', effects } as unknown as TaskRecord;
  const plan = (line: object, state = 'completed') => ({ state, tasks: [{ number: 1, ...line }] }) as unknown as Plan;
  const open: IssueSeen = { issue: { state: 'open' }, isOthers: false };
  const decided = (line: object, seen?: IssueSeen, state?: string) =>
    decideLabels(task, plan(line, state), true, seen).do;

  it('is for the end of the plan, and for what the issue is then', () => {
    const left = { state: 'skipped', note: 'left open' };
    expect(decided(left, open, 'in_progress')).toBe('nothing');
    expect(decided(left)).toBe('look');
    expect(decided(left, open)).toBe('change');
    expect(decided(left, { issue: undefined, isOthers: false })).toBe('nothing');
    expect(decided({ state: 'merged', note: 'closed', reopened: true }, open)).toBe('change');
  });

  it('is nothing for what somebody has decided otherwise', () => {
    expect(decided({ state: 'skipped', note: 'skipped by mara-k' }, open)).toBe('nothing');
  });

  it('waits for what the beginning of the task still does', () => {
    const beginning = { ...task, effects: [...effects, { kind: 'assign', params: {} }] } as unknown as TaskRecord;
    const left = plan({ state: 'skipped', note: 'left open' });
    expect([true, false].map((isPatient) => decideLabels(beginning, left, isPatient).do)).toEqual([
      'ask again',
      'look',
    ]);
  });
});
