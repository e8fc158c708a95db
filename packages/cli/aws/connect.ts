/** Connects to a stage: on AWS with the credentials of this machine, or to the local stack as its administrator. */
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Queues } from '@valine/lambda-kit';
import { createSqsQueues } from '@valine/lambda-kit/aws';
import type { OnUnreadable } from '@valine/records';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { queueName, tableName } from '@valine/settings';
import { openWebhookLog } from '../deliveries/open-webhook-log.ts';
import { createInspection } from '../doctor/aws/create-inspection.ts';
import { createStageClients } from '../doctor/aws/stage-clients.ts';
import { createPeople } from '../people/create-people.ts';
import type { Connection, TargetChoice } from '../terminal/ports.ts';
import { readAuditKeys } from './audit-keys.ts';
import { createDeadLetterQueues } from './dead-letter-queues.ts';
import { type Environment, findTarget, type Target } from './find-target.ts';
import { registerCommands } from './register-commands.ts';

/** For sending: a person waits, and their connection may be slow. */
const TIMEOUT_MS = 10_000;

/** Makes no call yet. @throws CliError when the local stack is asked for and none runs */
export function connect(choice: TargetChoice, onUnreadable: OnUnreadable, environment: Environment): Connection {
  const target = findTarget(choice, environment);
  const { stage } = target;
  const configuration = clientConfiguration(target);
  const dynamodb = createDynamoDbClient({ ...configuration, attemptMs: 5000 });
  const sqs = new SQSClient({ ...configuration, useQueueUrlAsEndpoint: target.kind === 'aws' });
  const ssm = new SSMClient(configuration);
  const looking = createStageClients(configuration);
  return {
    stage,
    where: whereText(target),
    ...whyThere(target),
    store: createDynamoDbStore({
      client: dynamodb,
      tableName: tableName(stage),
      clock: { now: Date.now },
      onUnreadable,
    }),
    queues: createQueues(sqs, stage),
    deadLetters: createDeadLetterQueues(sqs, stage),
    inspection: createInspection(looking, placeOf(target)),
    people: createPeople(looking, stage),
    openWebhookLog: () => openWebhookLog(looking, stage),
    registerCommands: (commands, guildId) => registerCommands({ ssm, target, environment }, commands, guildId),
    auditKeys: (earlier) => readAuditKeys({ ssm, stage, environment }, earlier),
    close() {
      for (const client of [dynamodb, sqs, ssm, looking]) client.destroy();
    },
  };
}

function clientConfiguration(target: Target) {
  const attempts = { maxAttempts: 3 };
  if (target.kind === 'aws') return { ...attempts, ...(target.region && { region: target.region }) };
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  return { ...attempts, region: target.region, endpoint: target.awsEndpoint, credentials };
}

function placeOf(target: Target) {
  const { kind, stage } = target;
  if (kind === 'aws') return { kind, stage, configuredRegion: target.configuredRegion };
  return { kind, stage, configuredRegion: undefined, ...(target.url && { address: target.url }) };
}

function whereText(target: Target): string {
  if (target.kind === 'local') return `stage ${target.stage} on the local stack`;
  return `stage ${target.stage} on AWS${target.region === undefined ? '' : ` (${target.region})`}`;
}

function whyThere(target: Target): { whyThere?: string } {
  if (target.kind === 'local' || target.noLocalStackOn === undefined) return {};
  return { whyThere: noLocalStackMessage(target.noLocalStackOn, whereText(target)) };
}

function noLocalStackMessage(dataDir: string, where: string): string {
  return `No local stack runs on ${dataDir} (npm start starts one), so ${where} was tried.`;
}

/** The queues of a stage, found by name. Errors of finding one are the SDK's own; see error-message.ts. */
function createQueues(client: SQSClient, stage: string): Queues {
  return {
    async send(queue, entries) {
      const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queueName(queue, stage) }));
      const urls = QueueUrl === undefined ? {} : { [queue]: QueueUrl };
      await createSqsQueues({ client, urls, timeoutMs: TIMEOUT_MS }).send(queue, entries);
    },
  };
}
