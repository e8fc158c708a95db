/** What comes by the clock. */
import { DispatchMessage } from '@valine/contracts';
import { expect, it } from 'vitest';
import { inputsOf } from './find-resources.ts';
import { runProgram } from './run-program.ts';

const world = await runProgram('dev');
const { target, ...schedule } = inputsOf(world, 'schedules-set-up-check');
const { input, ...rest } = JSON.parse(JSON.stringify(target));

it('has the set-up looked at every hour', () => {
  expect(schedule).toEqual({
    name: 'valine-orchestrator-set-up-check-dev',
    scheduleExpression: 'rate(1 hour)',
    flexibleTimeWindow: { mode: 'OFF' },
  });
  expect(rest).toEqual({
    arn: 'arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-dispatch-dev',
    roleArn: 'arn:aws:iam::123456789012:role/valine-schedules-dev-1',
    retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
  });
});

it('sends what the dispatcher understands, the same however often AWS tries', () => {
  const sent = input.replaceAll('<aws.scheduler.scheduled-time>', '2026-11-30T20:00:00Z');
  const slot = '2026-11-30T20:00:00Z';
  expect(DispatchMessage.parse(JSON.parse(sent))).toEqual({ type: 'set-up.due', id: `set-up-check ${slot}`, slot });
});

it('has the house swept every five minutes', () => {
  const { scheduleExpression } = inputsOf(world, 'schedules-sweep');
  expect(scheduleExpression).toBe('rate(5 minutes)');
});

it('is told among the outputs', () => {
  expect(world.outputs['scheduleNames']).toEqual([
    'valine-orchestrator-set-up-check-dev',
    'valine-orchestrator-sweep-dev',
  ]);
});
