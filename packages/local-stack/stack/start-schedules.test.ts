/** Schedules of a Pulumi program, on this machine. */
import { dirname, join } from 'node:path';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it, vi } from 'vitest';
import { POLLING, smallProgram } from './test-support/small-program.ts';
import { createBench } from './test-support/stack-bench.ts';

vi.setConfig({ testTimeout: 20_000 });

const RECORDER = 'export const handler = async ({ Records }) => record(Records.map((each) => each.body));';
const INPUT = '{"slot":"<aws.scheduler.scheduled-time>"}';

type Planned = { action?: string; service?: string; expression?: string };

/** The small program, with a schedule that sends to its queue. */
async function scheduled({ action = 'sqs:SendMessage', service = 'scheduler', expression = 'rate(1 hour)' }: Planned) {
  const bench = createBench();
  const small = smallProgram({ code: join(dirname(bench.dataDir), 'code') });
  const program = async () => {
    await small();
    const Principal = { Service: `${service}.amazonaws.com` };
    const role = new aws.iam.Role('clock', { assumeRolePolicy: JSON.stringify({ Statement: [{ Principal }] }) });
    const arn = 'arn:aws:sqs:us-east-1:000000000000:work';
    const Statement = [{ Effect: 'Allow', Action: action, Resource: arn }];
    new aws.iam.RolePolicy('clock', { role: role.id, policy: pulumi.jsonStringify({ Statement }) });
    const target = { arn, roleArn: role.arn, input: INPUT };
    const flexibleTimeWindow = { mode: 'OFF' };
    new aws.scheduler.Schedule('hourly', {
      name: 'hourly',
      scheduleExpression: expression,
      flexibleTimeWindow,
      target,
    });
  };
  const stack = await bench.start(RECORDER, {}, { program });
  return { bench, stack };
}

describe('a schedule', () => {
  it('sends its message with the time when it was due', async () => {
    const { bench, stack } = await scheduled({});
    await stack.fire('hourly');
    await stack.whenIdle();
    expect(bench.seen().flat()).toEqual([expect.stringMatching(/^\{"slot":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$/)]);
  });

  it('is fired by hand, from this machine', async () => {
    const { bench, stack } = await scheduled({});
    const fire = (name: string, headers = {}) =>
      fetch(`${stack.url}/local/fire?schedule=${name}`, { method: 'POST', headers }).then(({ status }) => status);
    expect(await Promise.all([fire('hourly'), fire('weekly'), fire('hourly', { 'x-real-ip': '1' })])).toEqual([
      200, 400, 404,
    ]);
    await stack.whenIdle();
    expect(bench.seen().flat()).toHaveLength(1);
  });

  it.each([
    ['its role may not send', { action: POLLING[0] ?? '' }, 'not authorized to perform: sqs:SendMessage'],
    ['its role is for another service', { service: 'lambda' }, 'no role that EventBridge Scheduler may take on'],
  ])('sends nothing where %s', async (_, planned, problem) => {
    const { stack } = await scheduled(planned);
    await expect(stack.fire('hourly')).rejects.toThrow(problem);
  });

  it('stops the stack where nobody here knows when it is due', async () => {
    await expect(scheduled({ expression: 'cron(0 9 L * ? *)' })).rejects.toThrow('knows rate');
  });
});
