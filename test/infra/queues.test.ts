/** The four queues, their dead letters, and the rules by which nothing is lost between them. */
import { describe, expect, it } from 'vitest';
import { inputsOf, resourcesOf, textOf } from './find-resources.ts';
import { runProgram } from './run-program.ts';

const dev = await runProgram('dev');
const prod = await runProgram('prod');

const FOURTEEN_DAYS = 1_209_600;

it.each(['dispatch', 'verify', 'poll'])('makes the %s queue and its dead letters', (queue) => {
  const kept = { messageRetentionSeconds: FOURTEEN_DAYS, sqsManagedSseEnabled: true };
  expect(inputsOf(dev, `${queue}-dead-letters`)).toEqual({ ...kept, name: `valine-orchestrator-${queue}-dlq-dev` });
  expect(inputsOf(dev, `${queue}-queue`)).toEqual({
    ...kept,
    name: `valine-orchestrator-${queue}-dev`,
    visibilityTimeoutSeconds: 180,
    redrivePolicy: `{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-${queue}-dlq-dev","maxReceiveCount":8}`,
  });
});

it('makes notify a FIFO queue with FIFO dead letters, and lets its messages wait for Discord', () => {
  const kept = { fifoQueue: true, messageRetentionSeconds: FOURTEEN_DAYS, sqsManagedSseEnabled: true };
  expect(inputsOf(dev, 'notify-dead-letters')).toEqual({ ...kept, name: 'valine-orchestrator-notify-dlq-dev.fifo' });
  expect(inputsOf(dev, 'notify-queue')).toEqual({
    ...kept,
    name: 'valine-orchestrator-notify-dev.fifo',
    visibilityTimeoutSeconds: 180,
    redrivePolicy:
      '{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-notify-dlq-dev.fifo","maxReceiveCount":20}',
  });
});

it.each([
  ['dispatch', ''],
  ['verify', ''],
  ['poll', ''],
  ['notify', '.fifo'],
])('lets only the %s queue use its dead letters', (queue, suffix) => {
  expect(inputsOf(dev, `${queue}-redrive-allow-policy`)).toEqual({
    queueUrl: `https://sqs.eu-central-1.amazonaws.com/123456789012/valine-orchestrator-${queue}-dlq-dev${suffix}`,
    redriveAllowPolicy: `{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-central-1:123456789012:valine-orchestrator-${queue}-dev${suffix}"]}`,
  });
});

describe.each([
  ['dev', dev],
  ['prod', prod],
])('in stage %s', (stage, world) => {
  const queues = resourcesOf(world, 'queue');
  const polled = queues.filter(({ inputs }) => 'redrivePolicy' in inputs);

  it('every queue that is polled has dead letters, after five receives at the least', () => {
    expect(polled.map(({ name }) => name).toSorted()).toEqual([
      'dispatch-queue',
      'notify-queue',
      'poll-queue',
      'verify-queue',
    ]);
    for (const { inputs } of polled) {
      const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(textOf(inputs, 'redrivePolicy'));
      expect(maxReceiveCount).toBeGreaterThanOrEqual(5);
      expect(queues.map(({ inputs }) => inputs['name'])).toContain(deadLetterTargetArn.split(':').at(-1));
    }
  });

  it('every queue keeps messages 14 days, the longest there is', () => {
    expect(queues).toHaveLength(8);
    expect(new Set(queues.map(({ inputs }) => inputs['messageRetentionSeconds']))).toEqual(new Set([FOURTEEN_DAYS]));
  });

  it('every queue hides a message six times as long as its worker may take', () => {
    const mappings = resourcesOf(world, 'mapping');
    expect(mappings).toHaveLength(4);
    for (const { inputs } of mappings) {
      const queue = queues.find(({ inputs: { name } }) => textOf(inputs, 'eventSourceArn').endsWith(`:${name}`));
      const service = textOf(inputs, 'functionName').split('-').at(-2);
      const worker = inputsOf(world, `${service}-function`);
      expect(queue?.inputs['visibilityTimeoutSeconds']).toBeGreaterThanOrEqual(6 * Number(worker['timeout']));
    }
  });

  it('every dead-letter queue has an alarm that somebody can hear', () => {
    const topic = [`arn:aws:sns:eu-central-1:123456789012:valine-orchestrator-alarms-${stage}`];
    const watched = resourcesOf(world, 'alarm').map(({ inputs }) => inputs);
    for (const { inputs } of queues.filter(({ name }) => name.endsWith('dead-letters'))) {
      expect(watched).toContainEqual(
        expect.objectContaining({ dimensions: { QueueName: inputs['name'] }, threshold: 0, alarmActions: topic }),
      );
    }
  });
});
