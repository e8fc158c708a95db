/** A Pulumi program for tests: one queue with dead letters, one table, one function fed by the queue and by a route. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export type SmallProgram = {
  /** Folder with the `index.mjs` that exports `handler`. */
  code: string;
  /** Actions on the queue beside those of polling. */
  actions?: string[];
  fifo?: boolean;
  visibility?: number;
  maxReceiveCount?: number;
  batchSize?: number;
  window?: number;
  maximumConcurrency?: number;
  timeout?: number;
  /** Without it the function is fed by its route only. */
  mapped?: boolean;
};

export const POLLING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

export function smallProgram(options: SmallProgram): () => Promise<unknown> {
  return async () => {
    const { queue, deadLetters } = createQueues(options);
    const table = createTable();
    const worker = createFunction(options, queue, table);
    if (options.mapped ?? true) createMapping(options, queue, worker);
    createRoute(worker);
    return { queueUrl: queue.url, deadLettersUrl: deadLetters.url };
  };
}

function createQueues({ fifo = false, visibility = 30, maxReceiveCount = 5 }: SmallProgram) {
  const suffix = fifo ? '.fifo' : '';
  const kind = fifo ? { fifoQueue: true } : {};
  const deadLetters = new aws.sqs.Queue('dead', { ...kind, name: `dead${suffix}` });
  const queue = new aws.sqs.Queue('work', {
    ...kind,
    name: `work${suffix}`,
    visibilityTimeoutSeconds: visibility,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
  });
  return { queue, deadLetters };
}

function createTable(): aws.dynamodb.Table {
  return new aws.dynamodb.Table('things', {
    name: 'things',
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'pk',
    attributes: [{ name: 'pk', type: 'S' }],
  });
}

function createFunction(options: SmallProgram, queue: aws.sqs.Queue, table: aws.dynamodb.Table): aws.lambda.Function {
  const role = new aws.iam.Role('worker', { name: 'worker', assumeRolePolicy: '{}' });
  const Statement = [
    { Effect: 'Allow', Action: options.actions ?? POLLING, Resource: queue.arn },
    { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table.arn },
    { Effect: 'Allow', Action: 'ssm:GetParameters', Resource: 'arn:aws:ssm:*:*:parameter/mine/*' },
  ];
  new aws.iam.RolePolicy('worker', { role: role.id, policy: pulumi.jsonStringify({ Statement }) });
  for (const owner of ['mine', 'other']) {
    new aws.ssm.Parameter(owner, { name: `/${owner}/token`, type: 'SecureString', value: pulumi.secret('s3cret') });
  }
  return new aws.lambda.Function('worker', {
    name: 'worker',
    role: role.arn,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    code: new pulumi.asset.FileArchive(options.code),
    timeout: options.timeout ?? 5,
    environment: { variables: { QUEUE_URL: queue.url, TABLE: table.name } },
  });
}

function createMapping(options: SmallProgram, queue: aws.sqs.Queue, worker: aws.lambda.Function): void {
  new aws.lambda.EventSourceMapping('work', {
    eventSourceArn: queue.arn,
    functionName: worker.arn,
    batchSize: options.batchSize ?? 10,
    maximumBatchingWindowInSeconds: options.window ?? 0,
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: options.maximumConcurrency ?? 2 },
  });
}

function createRoute(worker: aws.lambda.Function): void {
  const api = new aws.apigatewayv2.Api('api', { name: 'api', protocolType: 'HTTP' });
  const integration = new aws.apigatewayv2.Integration('api', {
    apiId: api.id,
    integrationType: 'AWS_PROXY',
    integrationUri: worker.invokeArn,
    payloadFormatVersion: '2.0',
  });
  new aws.apigatewayv2.Route('post', {
    apiId: api.id,
    routeKey: 'POST /work',
    target: pulumi.interpolate`integrations/${integration.id}`,
  });
  new aws.lambda.Permission('api', {
    action: 'lambda:InvokeFunction',
    function: worker.name,
    principal: 'apigateway.amazonaws.com',
    sourceArn: pulumi.interpolate`${api.executionArn}/*/POST/work`,
  });
}
