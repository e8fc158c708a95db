import type { TrackingProblem } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { buildStage, buildTracking } from '@valine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideObserved, type Observed } from './decide-observed.ts';
import { buildReport, runEnded, runSeen } from './test-trackings.ts';

const NOW = Date.UTC(2026, 2, 2, 9, 5);
const TIMEOUT_MS = 3_600_000;

const diagnosing = (change: Partial<Tracking> = {}) =>
  buildTracking({ stages: [buildStage({ kind: 'diagnose', correlationId: 'c1' })], ...change });

function having(tracking: Tracking, ...seen: Partial<Observed>[]): Tracking {
  return seen.reduce<Tracking>((current, each) => {
    const decision = decideObserved(current, { stage: 0, observedAt: NOW, ...each }, NOW, TIMEOUT_MS);
    return decision.kind === 'changed' ? decision.next : current;
  }, tracking);
}

describe('a run that goes on', () => {
  it('is queued, then running, at a job and a step', () => {
    const queued = having(diagnosing(), { run: runSeen({ status: 'queued' }) });
    expect(queued.state).toBe('queued');
    const running = having(queued, { run: runSeen({ job: 'deploy', step: 'Build' }) });
    expect(running).toMatchObject({ state: 'running', stages: [{ run: { job: 'deploy', step: 'Build' } }] });
    expect(having(running, { run: runSeen() }).stages[0]?.run).toMatchObject({ job: 'deploy', step: 'Build' });
  });

  it('works on what it was once said to work on, whoever tells of it next', () => {
    const head = { branch: 'main', sha: 'a1b2c3d4', title: 'Fix the cart', author: 'Ada' };
    const queued = having(diagnosing(), { run: runSeen({ status: 'queued', head }) });
    const running = having(queued, { run: runSeen({ job: 'deploy', head: { branch: 'main' } }) });
    expect(running.stages[0]?.run).toMatchObject({ job: 'deploy', head });
    const ended = having(running, { run: runEnded('success'), report: buildReport() });
    expect(ended.stages[0]?.run?.head).toEqual(head);
  });

  it('is told to be at another job no more often than every three seconds', () => {
    const at = (updatedAt: number) => having({ ...diagnosing(), updatedAt }, { run: runSeen({ job: 'matrix (1)' }) });
    const next = { run: runSeen({ job: 'matrix (2)' }) };
    expect(having(at(NOW - 2999), next).stages[0]?.run?.job).toBe('matrix (1)');
    expect(having(at(NOW - 3000), next).stages[0]?.run?.job).toBe('matrix (2)');
    expect(having(at(NOW), { run: runEnded('success'), report: buildReport() }).state).toBe('succeeded');
  });

  it.each<[string, Partial<Observed>]>([
    ['an earlier status', { run: runSeen({ status: 'queued' }) }],
    ['another run', { run: runSeen({ id: 9999 }) }],
    ['an earlier attempt', { run: runEnded('failure', { attempt: 1 }), report: buildReport() }],
    ['another stage', { stage: 1, run: runEnded('success', { attempt: 2 }), report: buildReport() }],
    ['a completion that nobody has looked into', { run: runEnded('success', { attempt: 2 }) }],
    ['what it says already', { run: runSeen({ attempt: 2 }) }],
    ['a deadline that has been moved', { problem: 'timed_out', observedAt: diagnosing().deadline - 1 }],
  ])('is not changed by %s', (_, seen) => {
    const running = having(diagnosing(), { run: runSeen({ attempt: 2 }) });
    expect(having(running, seen)).toBe(running);
  });

  it('waits again in its middle, for a runner, once a poll has missed it: a late event of a job says nothing', () => {
    const running = having(diagnosing(), { run: runSeen({ job: 'build' }) });
    const late = { run: runSeen({ status: 'queued', job: 'deploy' }) };
    expect(having(running, late)).toBe(running);
    const waiting = { state: 'queued', stages: [{ problem: 'still_waiting', run: { job: 'deploy' } }] };
    expect(having(running, { ...late, problem: 'still_waiting' })).toMatchObject(waiting);
  });

  it('waits again in its middle, for a person, and runs on', () => {
    const running = having(diagnosing(), { run: runSeen({ job: 'build', step: 'Build' }) });
    const at = NOW + 60_000;
    const waiting = having(running, { run: runSeen({ status: 'waiting', job: 'deploy-prod' }), observedAt: at });
    expect(waiting).toMatchObject({ state: 'queued', stages: [{ run: { status: 'waiting' }, changedAt: at }] });
    expect(waiting.stages[0]?.run).not.toHaveProperty('step');
    expect(having(waiting, { problem: 'still_waiting' }).stages[0]).toMatchObject({ changedAt: at });
    const approved = having(waiting, { problem: 'still_waiting' }, { run: runSeen({ job: 'deploy-prod' }) });
    expect(approved).toMatchObject({ state: 'running' });
    expect(approved.stages[0]).not.toHaveProperty('problem');
  });

  it('waits for another run until that has ended', () => {
    const holder = { id: 190, url: 'https://github.com/acme/web/actions/runs/190' };
    const pending = having(diagnosing(), { run: runSeen({ status: 'pending', holder }) });
    expect(having(pending, { run: runSeen({ status: 'pending' }) })).toBe(pending);
    expect(having(pending, { run: runSeen({ status: 'queued' }) }).stages[0]?.run).not.toHaveProperty('holder');
  });

  it('keeps its address, where an event does not tell it', () => {
    const { url } = runSeen();
    const running = having(diagnosing(), { run: runSeen({ status: 'queued' }) }, { run: runSeen({ url: '' }) });
    const ended = having(running, { run: runEnded('failure', { url: '' }), report: buildReport() });
    expect([running, ended].map(({ stages }) => stages[0]?.run?.url)).toEqual([url, url]);
  });

  it('that no runner takes is said to wait, until one does', () => {
    const waiting = having(diagnosing(), { run: runSeen({ status: 'queued' }), problem: 'still_waiting' });
    expect(waiting).toMatchObject({ state: 'queued', stages: [{ problem: 'still_waiting' }] });
    expect(having(waiting, { problem: 'still_waiting' })).toBe(waiting);
    expect(having(waiting, { run: runSeen() }).stages[0]).not.toHaveProperty('problem');
  });
});

describe('a check that has done its share', () => {
  it('has one other take its place, however many copies of it ask for that', () => {
    const since = diagnosing().requestedAt;
    const interaction = having(diagnosing(), { pollRenewal: { since, polls: 5 } });
    expect(interaction.fallbackPoll).toEqual({ since: NOW, polls: 5 });
    const decide = (pollRenewal: Observed['pollRenewal']) =>
      decideObserved(interaction, { stage: 0, observedAt: NOW, pollRenewal }, NOW + 1000, TIMEOUT_MS).kind;
    expect(decide({ since, polls: 5 })).toBe('nothing');
    expect(decide({ since: NOW, polls: 10 })).toBe('changed');
  });
});

describe('the end', () => {
  it.each([
    ['ok', 'success', 'succeeded'],
    ['bad', 'success', 'failed'],
    ['unknown', 'success', 'failed'],
    ['bad', 'failure', 'failed'],
    ['bad', 'cancelled', 'cancelled'],
  ] as const)('of a run found %s that concluded %s is %s', (verdict, conclusion, state) => {
    const ended = having(diagnosing(), { run: runEnded(conclusion), report: buildReport({ verdict, conclusion }) });
    expect(ended).toMatchObject({ state, endedAt: NOW, stages: [{ report: { verdict } }] });
    expect(having(ended, { run: runSeen({ attempt: 2 }) })).toBe(ended);
  });

  it.each<TrackingProblem>(['run_not_found', 'other_workflow', 'no_run', 'workflow_not_found', 'github_refused'])(
    'comes with %s',
    (problem) => {
      expect(having(diagnosing(), { problem })).toMatchObject({
        state: 'abandoned',
        endedAt: NOW,
        stages: [{ problem }],
      });
    },
  );

  it('comes when its time is over', () => {
    const late = { problem: 'timed_out', observedAt: diagnosing().deadline } as const;
    expect(having(diagnosing(), late).state).toBe('abandoned');
  });
});

describe('two stages', () => {
  const both = (change: Partial<Tracking> = {}) =>
    buildTracking({ stages: [buildStage(), buildStage({ kind: 'diagnose', correlationId: 'c1' })], ...change });
  const verified = (verdict: 'ok' | 'bad', conclusion = 'success') => ({
    run: runEnded(conclusion),
    report: buildReport({ verdict, conclusion }),
  });

  it.each(['ok', 'bad'] as const)('the second begins when the first is found %s, with its whole time', (verdict) => {
    const decision = decideObserved(both(), { stage: 0, observedAt: NOW, ...verified(verdict) }, NOW, TIMEOUT_MS);
    expect(decision).toMatchObject({
      begins: { kind: 'diagnose', beganAt: NOW },
      next: { state: 'starting', stage: 1, deadline: NOW + TIMEOUT_MS },
    });
  });

  it('end well only if both are well', () => {
    const second = { stage: 1, run: runEnded('success', { id: 7002 }), report: buildReport() };
    expect(having(both(), verified('ok'), second).state).toBe('succeeded');
    expect(having(both(), verified('bad'), second).state).toBe('failed');
  });

  it('end with the first if somebody cancels it', () => {
    const cancelledBy = { id: '2', name: 'Ben', roles: [] };
    expect(having(both({ cancelledBy }), verified('bad', 'cancelled')).state).toBe('cancelled');
    expect(having(both(), verified('bad', 'cancelled'))).toMatchObject({ state: 'starting', stage: 1 });
  });
});

describe('observations of one run', () => {
  const seen: Observed[] = [
    { run: runSeen({ status: 'queued' }) },
    { run: runSeen({ status: 'waiting' }), problem: 'still_waiting' as const },
    { run: runSeen() },
    { run: runSeen({ job: 'deploy', step: 'Build' }) },
    { run: runSeen({ job: 'deploy', step: 'S3 sync' }) },
    { run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) },
  ].map((each) => ({ stage: 0, observedAt: NOW, ...each }));

  it('in any order, some more than once, some never, give the same end', () => {
    const expected = having(diagnosing(), ...seen);
    const orders = fc.array(fc.constantFrom(...seen), { maxLength: 20 });
    fc.assert(
      fc.property(orders, fc.nat({ max: 20 }), (order, at) => {
        const withEnd = [...order.slice(0, at), ...seen.slice(-1), ...order.slice(at)];
        expect(having(diagnosing(), ...withEnd)).toEqual(expected);
      }),
    );
  });

  it('never move it back, whatever comes', () => {
    const rank = ['starting', 'queued', 'running', 'failed'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...seen), { maxLength: 20 }), (order) => {
        let tracking = diagnosing();
        for (const each of order) {
          const next = having(tracking, each);
          expect(rank.indexOf(next.state)).toBeGreaterThanOrEqual(rank.indexOf(tracking.state));
          tracking = next;
        }
      }),
    );
  });
});
