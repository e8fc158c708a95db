/** A queue of work with its dead-letter queue and the alarm that says something is in it. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { deadLetterQueueName, MAX_RECEIVES, type QueueKey, queueName } from '@valine/settings';
import type { Grant } from '../policies.ts';
import { createAlarm, type Watch } from './alarm.ts';

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

export type WorkQueueArgs = {
  stage: string;
  /** Ordered per message group, without duplicates. */
  fifo?: boolean;
  /** Seconds a worker may take for a batch; the queue hides messages six times as long, as Lambda asks. */
  workerTimeout: number;
  alarms: aws.sns.Topic;
};

export class WorkQueue extends pulumi.ComponentResource {
  readonly key: QueueKey;
  readonly queue: aws.sqs.Queue;
  readonly deadLetters: aws.sqs.Queue;
  readonly deadLettersWatch: Watch;
  /** Seconds. */
  readonly workerTimeout: number;
  private readonly urlVariable: string;
  private readonly isFifo: boolean;

  constructor(name: QueueKey, args: WorkQueueArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:WorkQueue', name, {}, options);
    this.key = name;
    this.isFifo = args.fifo ?? false;
    const kind = this.isFifo ? { fifoQueue: true } : {};
    this.workerTimeout = args.workerTimeout;
    this.urlVariable = `${name.toUpperCase()}_QUEUE_URL`;
    this.deadLetters = this.createQueue(`${name}-dead-letters`, {
      ...kind,
      name: deadLetterQueueName(name, args.stage),
    });
    this.queue = this.createQueue(`${name}-queue`, {
      ...kind,
      name: queueName(name, args.stage),
      visibilityTimeoutSeconds: 6 * args.workerTimeout,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: this.deadLetters.arn,
        maxReceiveCount: MAX_RECEIVES[name],
      }),
    });
    this.allowRedrive(name);
    this.deadLettersWatch = deadLettersWatch(name, this.deadLetters);
    createAlarm(this.deadLettersWatch, args.stage, args.alarms, this);
    this.registerOutputs();
  }

  sending(): Grant {
    return this.grant(['sqs:SendMessage']);
  }

  /** What Lambda's poller does in the function's name. On a FIFO queue messages wait where they are, elsewhere as new ones. */
  consuming(): Grant {
    const polling = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    return this.grant(this.isFifo ? [...polling, 'sqs:ChangeMessageVisibility'] : polling);
  }

  /** How much is in it, and among its dead letters. */
  counting(): Grant {
    return {
      actions: ['sqs:GetQueueAttributes'],
      resources: [this.queue.arn, this.deadLetters.arn],
      environment: {
        [this.urlVariable]: this.queue.url,
        [`${this.key.toUpperCase()}_DEAD_LETTERS_URL`]: this.deadLetters.url,
      },
    };
  }

  /** SQS moves dead letters back in the name of who asks, who has to be `sending` too. */
  redriving(): Grant {
    const moving = ['sqs:StartMessageMoveTask', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    return { actions: moving, resources: [this.deadLetters.arn] };
  }

  private grant(actions: string[]): Grant {
    return { actions, resources: [this.queue.arn], environment: { [this.urlVariable]: this.queue.url } };
  }

  private createQueue(name: string, args: aws.sqs.QueueArgs): aws.sqs.Queue {
    return new aws.sqs.Queue(
      name,
      { ...args, messageRetentionSeconds: FOURTEEN_DAYS, sqsManagedSseEnabled: true },
      { parent: this },
    );
  }

  /** Only this queue may use these dead letters, so a redrive knows where they came from. */
  private allowRedrive(name: string): void {
    new aws.sqs.RedriveAllowPolicy(
      `${name}-redrive-allow-policy`,
      {
        queueUrl: this.deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: 'byQueue',
          sourceQueueArns: [this.queue.arn],
        }),
      },
      { parent: this },
    );
  }
}

function deadLettersWatch(queue: QueueKey, deadLetters: aws.sqs.Queue): Watch {
  return {
    key: `${queue}-dead-letters`,
    description: `Messages of the ${queue} queue failed for good: see \`pnpm valine dlq\`, mend the cause, then \`pnpm valine redrive\`.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: deadLetters.name },
    statistic: 'Maximum',
    threshold: 0,
  };
}
