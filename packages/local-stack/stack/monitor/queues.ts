/** SQS queues. */
import { queueNameOf } from '../account/arn.ts';
import type { Create, Inputs } from './resource.ts';
import { nameOf, textOf } from './resource.ts';

/** Pulumi's input → SQS's attribute. */
const ATTRIBUTES = {
  visibilityTimeoutSeconds: 'VisibilityTimeout',
  messageRetentionSeconds: 'MessageRetentionPeriod',
  delaySeconds: 'DelaySeconds',
  maxMessageSize: 'MaximumMessageSize',
  receiveWaitTimeSeconds: 'ReceiveMessageWaitTimeSeconds',
  redrivePolicy: 'RedrivePolicy',
  redriveAllowPolicy: 'RedriveAllowPolicy',
  fifoQueue: 'FifoQueue',
  contentBasedDeduplication: 'ContentBasedDeduplication',
  deduplicationScope: 'DeduplicationScope',
  fifoThroughputLimit: 'FifoThroughputLimit',
} as const;

/** AWS's defaults since 2026. An attribute that is removed from the program goes back to them. */
const DEFAULTS = { VisibilityTimeout: '30', DelaySeconds: '0', MaximumMessageSize: '1048576', RedrivePolicy: '' };

export const createQueue: Create = (resource, { queues, awsEndpoint }) => {
  const fifo = resource.inputs['fifoQueue'] === true;
  const given = nameOf(resource);
  const name = fifo && !given.endsWith('.fifo') ? `${given}.fifo` : given;
  const arn = queues.ensure(name, { ...DEFAULTS, ...attributesOf(resource.inputs) });
  const url = `${awsEndpoint}/${arn.split(':')[4]}/${name}`;
  return { id: url, outputs: { name, arn, url } };
};

export const createRedriveAllowPolicy: Create = (resource, { queues }) => {
  const url = textOf(resource, 'queueUrl');
  queues.ensure(queueNameOf(url), { RedriveAllowPolicy: textOf(resource, 'redriveAllowPolicy') });
  return { id: url, outputs: {} };
};

/** Who else than the account's own roles may send: the topics of alarms. */
export const createQueuePolicy: Create = (resource, { account }) => {
  const url = textOf(resource, 'queueUrl');
  account.queuePolicies.set(queueNameOf(url), textOf(resource, 'policy'));
  return { id: url, outputs: {} };
};

function attributesOf(inputs: Inputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ATTRIBUTES).flatMap(([input, attribute]) =>
      inputs[input] === undefined || inputs[input] === null ? [] : [[attribute, String(inputs[input])]],
    ),
  );
}
