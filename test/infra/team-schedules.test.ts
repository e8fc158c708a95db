/** What the team has done by the clock: a schedule for each entry of `SCHEDULES`. */
import { DispatchMessage } from '@valine/contracts';
import { expect, it } from 'vitest';
import { inputsOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

const schedules = JSON.stringify({
  time_zone: 'Europe/Berlin',
  holidays: ['2026-12-25'],
  entries: [
    { name: 'morning', do: 'morning', at: '09:00' },
    { name: 'nightly', do: 'diagnose', at: '02:30', every_hours: 12, days: ['sun'] },
  ],
});
const world = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, schedules });

it.each([
  ['morning', 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)'],
  ['nightly', 'cron(30 2,14 ? * SUN *)'],
])('%s comes by the clocks of the team', (name, scheduleExpression) => {
  expect(inputsOf(world, `schedules-due-${name}`)).toMatchObject({
    name: `valine-orchestrator-due-${name}-dev`,
    scheduleExpression,
    scheduleExpressionTimezone: 'Europe/Berlin',
  });
});

it('sends what the dispatcher understands, the same however often AWS tries', () => {
  const { input } = Object(inputsOf(world, 'schedules-due-morning')['target']);
  const slot = '2026-11-30T08:00:00Z';
  const sent = JSON.parse(input.replaceAll('<aws.scheduler.scheduled-time>', slot));
  const id = `due-morning ${slot}`;
  expect(DispatchMessage.parse(sent)).toEqual({ type: 'schedule.due', id, schedule: 'morning', slot });
});

it('has names that AWS takes, the longest too', async () => {
  const longest = { entries: [{ name: 'a'.repeat(19), do: 'morning', at: '09:00' }] };
  const stage = 'a'.repeat(20);
  const inputs = { ...CONFIGURATION, ...SECRETS, schedules: JSON.stringify(longest) };
  const { name } = inputsOf(await runProgram(stage, inputs), `schedules-due-${'a'.repeat(19)}`);
  expect(String(name)).toHaveLength(64);
});
