import { expect, it } from 'vitest';
import { parseSettings } from '../parse-settings.ts';

const read = (rules: unknown) =>
  parseSettings({ NOTIFICATION_RULES: typeof rules === 'string' ? rules : JSON.stringify(rules) }, [
    'NOTIFICATION_RULES',
  ]).NOTIFICATION_RULES;

it('is read', () => {
  const quiet = { from: '20:00', to: '07:30', time_zone: 'Europe/Berlin' };
  const mention = { role: '7' };
  const red = { event: 'workflow_run', branch: 'main', mode: 'changes', channel: '9', mention, quiet };
  expect(read({ red })).toEqual({
    red: { ...red, branch: ['main'], quiet: { ...quiet, from: 1200, to: 450, days: [], failures_pass: false } },
  });
});

it('tells every problem at once', () => {
  const rules = {
    Red: { event: 'workflow_run', channel: '9' },
    a: { event: 'pushes', channel: '9' },
    b: { event: 'push', label: 'bug', conclusion: 'failure', mode: 'failures', channel: 'ops' },
    c: { event: 'push', label: 'bug', mode: 'failures', channel: '9', thread: '8' },
    d: { event: 'issues', chanel: '9', channel: '9' },
    e: {
      ...{ event: 'check_suite', branch: [], mention: {} },
      quiet: { from: '25:00', to: '7', time_zone: 'Berlin' },
    },
  };
  expect(() => read(rules)).toThrowErrorMatchingInlineSnapshot(`
    [SettingsError: Settings are not complete. Set or correct:
      NOTIFICATION_RULES rule Red: its name must be lower-case letters, digits and hyphens, 30 at most; rule a: event must be one of workflow_run, check_suite, deployment_status, pull_request, pull_request_review, issues, push, release; rule b: channel must be a Discord id (digits only); rule c: label says nothing about push, so it would never match; rule c: mode failures is for workflow_run, check_suite, deployment_status: nothing else goes well or badly; rule c: must have one of channel, thread and person; rule d: has chanel, which means nothing; rule e: branch names nothing; rule e: mention must be a role or a person; rule e: quiet.from must be a time such as 09:00; rule e: quiet.to must be a time such as 09:00; rule e: quiet.time_zone must be a time zone such as Europe/Berlin: JSON: which events of GitHub are told in which channel, by names of your own; see [the guide](docs/notifications.md).]
  `);
});

it('may tell a person', () => {
  expect(read({ mine: { event: 'release', person: '7' } })).toMatchObject({ mine: { person: '7' } });
  const both = { event: 'release', person: '7', channel: '9', mention: { person: '7' } };
  expect(() => read({ both })).toThrow(
    'must have one of channel, thread and person; rule both: mention notifies nobody in a direct message',
  );
});

it.each([
  [{ mode: 'changes', conclusion: 'failure' }, 'leave one of the two out'],
  [
    {
      quiet: { from: '18:00', to: '08:00', time_zone: 'UTC', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
    },
    'leave a day out',
  ],
])('what would be silent for ever is refused: %o', (given, problem) => {
  expect(() => read({ a: { event: 'workflow_run', channel: '9', ...given } })).toThrow(problem);
});

it.each(['europe/berlin', '+01:00', 'EST'])('knows no time zone %s, as SCHEDULES knows none', (time_zone) => {
  const quiet = { from: '20:00', to: '07:30', time_zone };
  expect(() => read({ a: { event: 'push', channel: '9', quiet } })).toThrow(
    'must be a time zone such as Europe/Berlin',
  );
});

it('says what it should look like', () => {
  expect(() => read('[]')).toThrowErrorMatchingInlineSnapshot(`
    [SettingsError: Settings are not complete. Set or correct:
      NOTIFICATION_RULES must be JSON such as {"red-main":{"event":"workflow_run","branch":"main","mode":"changes","channel":"80351110224678912"}} (see docs/notifications.md): JSON: which events of GitHub are told in which channel, by names of your own; see [the guide](docs/notifications.md).]
  `);
});

it('has no more than twenty', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`r${n}`, { event: 'push', channel: '9' }]));
  expect(() => read(many)).toThrow('has 21 rules, and 20 is the most');
});
