/** Connects to a stage: on AWS with the credentials of this machine, or to the local stack as its administrator. */
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { OnUnreadable } from '@valine/records';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { tableName } from '@valine/settings';
import type { Connection, TargetChoice } from '../ports.ts';
import { createQueues } from './create-queues.ts';
import { createDeadLetterQueues } from './dead-letter-queues.ts';
import { type Environment, findTarget, type Target } from './find-target.ts';
import { registerCommands } from './register-commands.ts';

/** Makes no call yet. @throws CliError when the local stack is asked for and none runs */
export function connect(choice: TargetChoice, onUnreadable: OnUnreadable, environment: Environment): Connection {
  const target = findTarget(choice, environment);
  const { stage } = target;
  const configuration = clientConfiguration(target);
  const dynamodb = createDynamoDbClient({ ...configuration, attemptMs: 5000 });
  const sqs = new SQSClient({ ...configuration, useQueueUrlAsEndpoint: target.kind === 'aws' });
  const ssm = new SSMClient(configuration);
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
    registerCommands: (commands, guildId) => registerCommands({ ssm, target, environment }, commands, guildId),
    close() {
      for (const client of [dynamodb, sqs, ssm]) client.destroy();
    },
  };
}

function clientConfiguration(target: Target) {
  const attempts = { maxAttempts: 3 };
  if (target.kind === 'aws') return { ...attempts, ...(target.region && { region: target.region }) };
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  return { ...attempts, region: target.region, endpoint: target.awsEndpoint, credentials };
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
