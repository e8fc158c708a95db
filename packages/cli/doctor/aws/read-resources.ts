/** What AWS says of parameters, queues, the table, the topic of the alarms, and roles. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { GetParametersCommand, type Parameter } from '@aws-sdk/client-ssm';
import type { Fact, QueueFact, SubscriptionFact, TableFact, TrustFact, TrustStatement } from '@valine/doctor';
import { deadLetterQueueName, MAX_RECEIVES, PROJECT, parameterName, queueName, tableName } from '@valine/settings';
import { askAws, findOnAws } from './aws-fact.ts';
import type { StageClients } from './stage-clients.ts';

/** Type and value of each secret that functions are told to read; undefined where there is none. */
export type Secrets = Record<string, { type: string; value: string } | undefined>;

const AT_ONCE = 10;

export function readSecrets({ ssm }: StageClients, stage: string, names: readonly string[]): Promise<Fact<Secrets>> {
  return askAws(async () => {
    const found: Parameter[] = [];
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const Names = names.slice(from, from + AT_ONCE).map((name) => parameterName(name, stage));
      const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
      found.push(...Parameters);
    }
    return Object.fromEntries(
      names.map((name) => {
        const parameter = found.find(({ Name }) => Name === parameterName(name, stage));
        return [name, parameter && { type: parameter.Type ?? '', value: parameter.Value ?? '' }];
      }),
    );
  });
}

export async function readQueues(
  { sqs }: StageClients,
  stage: string,
): Promise<Record<string, Fact<QueueFact | undefined>>> {
  const attributesOf = async (QueueName: string) => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Attributes;
  };
  const keys = Object.keys(MAX_RECEIVES) as (keyof typeof MAX_RECEIVES)[];
  const read = keys.map(async (key) => {
    const fact = await findOnAws(async (): Promise<QueueFact> => {
      const own = await attributesOf(queueName(key, stage));
      const hasDeadLetterQueue = Boolean(own['RedrivePolicy']);
      const dead = hasDeadLetterQueue ? await attributesOf(deadLetterQueueName(key, stage)) : {};
      return { waiting: messagesIn(own), deadLetters: messagesIn(dead), hasDeadLetterQueue };
    });
    return [key, fact] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

function messagesIn(attributes: Readonly<Record<string, string>>): number {
  return (
    Number(attributes['ApproximateNumberOfMessages'] ?? 0) +
    Number(attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0)
  );
}

export function readTable({ dynamodb }: StageClients, stage: string): Promise<Fact<TableFact | undefined>> {
  const TableName = tableName(stage);
  return findOnAws(async (): Promise<TableFact> => {
    const { Table = {} } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const expires = askAws(async () => {
      const { TimeToLiveDescription: about } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
      return about?.TimeToLiveStatus === 'ENABLED' || about?.TimeToLiveStatus === 'ENABLING';
    });
    const recovers = askAws(async () => {
      const { ContinuousBackupsDescription: about } = await dynamodb.send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );
      return about?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
    });
    const indexes = (Table.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', IndexStatus = '' }) => [
      IndexName,
      IndexStatus,
    ]);
    return {
      status: Table.TableStatus ?? '',
      indexes: Object.fromEntries(indexes),
      isProtected: Table.DeletionProtectionEnabled === true,
      expires: await expires,
      recovers: await recovers,
    };
  });
}

/** `account` and `region`: as in the ARN of any other resource of the stage. */
export function readSubscriptions(
  { sns }: StageClients,
  stage: string,
  { region, account }: { region: string; account: string },
): Promise<Fact<SubscriptionFact[] | undefined>> {
  return findOnAws(async () => {
    const TopicArn = `arn:aws:sns:${region}:${account}:${PROJECT}-alarms-${stage}`;
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return Subscriptions.filter(({ Protocol }) => Protocol === 'email').map(
      ({ Endpoint = '', SubscriptionArn = '' }) => ({
        endpoint: Endpoint,
        isConfirmed: SubscriptionArn.startsWith('arn:'),
      }),
    );
  });
}

export function readTrust({ iam }: StageClients, roleArn: string): Promise<Fact<TrustFact | undefined>> {
  return findOnAws(async () => {
    const role = roleArn.split('/').at(-1) ?? '';
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
    const document: unknown = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'));
    return { role, statements: [Object(document).Statement ?? []].flat().flatMap(trustStatement) };
  });
}

const PROVIDER = 'token.actions.githubusercontent.com';

/** None for what lets in others than GitHub. */
function trustStatement(statement: unknown): TrustStatement[] {
  const { Effect, Principal, Condition = {} } = Object(statement);
  if (!String(Object(Principal).Federated).includes(PROVIDER)) return [];
  const testsOf = (claim: string) =>
    Object.entries(Object(Condition)).flatMap(([operator, test]) => {
      const values = [Object(test)[`${PROVIDER}:${claim}`] ?? []].flat().map(String);
      return values.length === 0 ? [] : [{ operator, values }];
    });
  return [{ effect: String(Effect), subjects: testsOf('sub'), repositoryIds: testsOf('repository_id') }];
}
