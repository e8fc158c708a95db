/** Which rules tell what, and why not. */
import type { Happening } from '@valine/contracts';
import { type NotificationRule, parseSettings } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import {
  decideNotification,
  decideNotifications,
  type Facts,
  findNoMatter,
  type Heard,
} from './decide-notifications.ts';

const CHANNEL = '900';
const NOON = Date.UTC(2026, 5, 3, 12);

function rule(given: object): NotificationRule {
  const NOTIFICATION_RULES = JSON.stringify({ it: { event: 'workflow_run', channel: CHANNEL, ...given } });
  const [read] = Object.values(parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']).NOTIFICATION_RULES);
  if (read === undefined) throw new Error('there is no rule');
  return read;
}

const FAILED: Happening = {
  ...{ event: 'workflow_run', action: 'completed', branch: 'main', labels: [], conclusion: 'failure', name: 'CI' },
  order: { id: 10, attempt: 1 },
};
const facts = (change: Partial<Happening> = {}, more: Partial<Facts> = {}): Facts => ({
  ...{ source: 'd1', actor: 'ada', now: NOON },
  happening: { ...FAILED, ...change },
  ...more,
});

describe('a rule matches', () => {
  it.each<[object, Partial<Happening>]>([
    [{}, {}],
    [{ branch: 'main' }, {}],
    [{ branch: 'release/*' }, { branch: 'release/2026-05' }],
    [{ branch: ['dev', '*'] }, {}],
    [{ branch: 'a*b*c' }, { branch: 'a-b-b-c' }],
    [{ conclusion: ['failure', 'timed_out'] }, { conclusion: 'timed_out' }],
    [{ name: 'ci' }, {}],
    [{ actor: 'ADA' }, {}],
    [{ action: 'requested' }, { action: 'requested' }],
    [
      { event: 'issues', label: 'bug' },
      { event: 'issues', action: 'opened', labels: ['ready', 'bug'] },
    ],
  ])('%o', (given, change) => expect(findNoMatter(rule(given), facts(change))).toBeUndefined());

  it.each<[object, Partial<Happening>, string]>([
    [{}, { event: 'push' }, 'event'],
    [{}, { action: 'requested' }, 'action'],
    [{ branch: 'main' }, { branch: 'mallory:main' }, 'branch'],
    [{ branch: 'main' }, { branch: 'maintenance' }, 'branch'],
    [{ branch: 'a*a' }, { branch: 'a' }, 'branch'],
    [{ branch: '*' }, { branch: undefined }, 'branch'],
    [{ conclusion: 'failure' }, { conclusion: 'success' }, 'conclusion'],
    [{ name: 'Nightly' }, {}, 'name'],
    [{ actor: 'ben' }, {}, 'actor'],
    [{ event: 'issues', label: 'bug' }, { event: 'issues', action: 'opened' }, 'label'],
    [
      { event: 'deployment_status' },
      { event: 'deployment_status', action: 'created', conclusion: 'queued' },
      'conclusion',
    ],
  ])('%o not, and says by which field', (given, change, field) => {
    const happening = { ...FAILED, ...change };
    if (change.branch === undefined && 'branch' in change) delete happening.branch;
    expect(findNoMatter(rule(given), { ...facts(), happening })).toMatchObject({ mismatch: { field } });
  });
});

describe('by mode', () => {
  const last = (order: number, outcome: 'good' | 'bad', attempt = 1): Heard => ({
    ...{ source: 'd0', outcome },
    order: { id: order, attempt },
  });

  it('failures are failures', () => {
    const failures = rule({ mode: 'failures' });
    expect(findNoMatter(failures, facts({ conclusion: 'success' }))).toMatchObject({ why: 'no failure' });
    expect(findNoMatter(failures, facts({ conclusion: 'cancelled' }))).toMatchObject({ why: 'no failure' });
    expect(findNoMatter(failures, facts())).toBeUndefined();
  });

  it.each<[string, Heard | undefined, Partial<Happening>, string]>([
    ['a first failure is told', undefined, {}, 'tell'],
    ['a first success is what all believed', undefined, { conclusion: 'success' }, 'no change'],
    ['a failure after a success is told', last(9, 'good'), {}, 'tell'],
    ['a second failure is not', last(9, 'bad'), {}, 'no change'],
    ['it is told when all is well again', last(9, 'bad'), { conclusion: 'success' }, 'tell'],
    ['what is older than the newest is no news', last(11, 'good'), {}, 'older'],
    ['a later attempt is newer', last(10, 'bad'), { conclusion: 'success', order: { id: 10, attempt: 2 } }, 'tell'],
    ['an earlier attempt is older', last(10, 'good', 2), {}, 'older'],
    ['a copy is none', { ...last(10, 'bad'), source: 'd1' }, {}, 'heard'],
  ])('of changes %s', (_, heard, change, expected) => {
    const verdict = decideNotification(rule({ mode: 'changes' }), facts(change), { heard });
    expect('why' in verdict ? verdict.why : verdict.do).toBe(expected);
  });

  it('of changes, what was cancelled changes nothing', () =>
    expect(findNoMatter(rule({ mode: 'changes' }), facts({ conclusion: 'cancelled' }))).toMatchObject({
      why: 'no outcome',
    }));
});

describe('in quiet hours', () => {
  const quiet = { from: '18:00', to: '08:00', time_zone: 'Europe/Berlin', days: ['sat', 'sun'] };
  const night = { now: Date.UTC(2026, 5, 3, 22) };

  it('it is held until they end', () =>
    expect(decideNotification(rule({ quiet }), facts({}, night), {})).toEqual({
      ...{ do: 'hold', why: 'quiet' },
      until: Date.UTC(2026, 5, 4, 6),
    }));
  it('a failure may pass', () =>
    expect(decideNotification(rule({ quiet: { ...quiet, failures_pass: true } }), facts({}, night), {})).toEqual({
      do: 'tell',
    }));
  it('by day it is told', () => expect(decideNotification(rule({ quiet }), facts(), {})).toEqual({ do: 'tell' }));
  it('a rule that is muted holds it too', () =>
    expect(decideNotification(rule({}), facts(), { mutedUntil: NOON + 1 })).toEqual({
      ...{ do: 'hold', why: 'muted', until: NOON + 1 },
    }));
});

it('each rule is asked', () => {
  const rules = { one: rule({}), two: rule({ event: 'push' }) };
  expect(decideNotifications(rules, facts()).map(({ name, verdict }) => [name, verdict.do])).toEqual([
    ['one', 'tell'],
    ['two', 'nothing'],
  ]);
});
