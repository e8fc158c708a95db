/** The AWS clients that a look at a stage needs. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';

type Configuration = {
  region?: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  maxAttempts: number;
};

export type StageClients = ReturnType<typeof createStageClients>;

export function createStageClients(configuration: Configuration) {
  const clients = {
    lambda: new LambdaClient(configuration),
    ssm: new SSMClient(configuration),
    sqs: new SQSClient({ ...configuration, useQueueUrlAsEndpoint: configuration.endpoint === undefined }),
    dynamodb: new DynamoDBClient(configuration),
    sns: new SNSClient(configuration),
    iam: new IAMClient(configuration),
  };
  return {
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
