/** The dead-letter queues on SQS. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  type MessageAttributeValue,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueName } from '@valine/contracts';
import { deadLetterQueueName, queueName } from '@valine/settings';
import type { DeadLetter, DeadLetterQueues } from '../terminal/ports.ts';
import { moveAll } from './move-all.ts';

/** The most SQS takes in one batch. */
const BATCH = 10;
const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const satisfies QueueAttributeName[];

/** Names are turned into URLs once. Errors are the SDK's own; see error-message.ts. */
export function createDeadLetterQueues(client: SQSClient, stage: string): DeadLetterQueues {
  const urls = new Map<string, Promise<string>>();
  const sourceUrl = (queue: QueueName) => urlOf(queueName(queue, stage));
  const deadLetterUrl = (queue: QueueName) => urlOf(deadLetterQueueName(queue, stage));

  function urlOf(name: string): Promise<string> {
    const url =
      urls.get(name) ?? client.send(new GetQueueUrlCommand({ QueueName: name })).then(({ QueueUrl }) => QueueUrl ?? '');
    urls.set(name, url);
    return url;
  }

  async function attributesOf(queue: QueueName, names: QueueAttributeName[]) {
    const command = new GetQueueAttributesCommand({ QueueUrl: await deadLetterUrl(queue), AttributeNames: names });
    return (await client.send(command)).Attributes ?? {};
  }

  return {
    async count(queue) {
      const attributes = await attributesOf(queue, [...COUNTS]);
      return COUNTS.reduce((sum, name) => sum + Number(attributes[name] ?? 0), 0);
    },
    async take(queue, seconds) {
      const command = receiveCommand(await deadLetterUrl(queue), seconds);
      return ((await client.send(command)).Messages ?? []).map(deadLetter);
    },
    async putBack(queue, deadLetters) {
      const QueueUrl = await deadLetterUrl(queue);
      let hidden = 0;
      for (let start = 0; start < deadLetters.length; start += BATCH)
        hidden += await showAgain(client, QueueUrl, deadLetters.slice(start, start + BATCH));
      return hidden;
    },
    async sendToSource(queue, letter) {
      await client.send(new SendMessageCommand({ QueueUrl: await sourceUrl(queue), ...sameMessage(letter) }));
    },
    async delete(queue, { receiptHandle }) {
      const QueueUrl = await deadLetterUrl(queue);
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
    },
    async moveAll(queue) {
      const { QueueArn = '' } = await attributesOf(queue, ['QueueArn']);
      return moveAll(client, QueueArn);
    },
  };
}

/** One call, and a second one for what SQS failed to do. @returns how many stay hidden */
async function showAgain(
  client: SQSClient,
  QueueUrl: string,
  letters: readonly DeadLetter[],
  tries = 2,
): Promise<number> {
  const receipts = letters.map(({ receiptHandle }) => receiptHandle);
  const Entries = receipts.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle, VisibilityTimeout: 0 }));
  const { Failed = [] } = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  // SQS takes no receipt of a dead letter that is visible again or gone: there is nothing to put back.
  const failed = Failed.filter(({ SenderFault }) => !SenderFault).flatMap(({ Id }) => letters[Number(Id)] ?? []);
  if (failed.length === 0 || tries === 1) return failed.length;
  return showAgain(client, QueueUrl, failed, tries - 1);
}

function receiveCommand(QueueUrl: string, seconds: number): ReceiveMessageCommand {
  return new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: BATCH,
    VisibilityTimeout: seconds,
    // A short poll asks only some of SQS's servers; a long one asks all of them.
    WaitTimeSeconds: 1,
    MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount', 'MessageGroupId'],
    MessageAttributeNames: ['All'],
  });
}

function deadLetter({ MessageId, Body, ReceiptHandle, Attributes, MessageAttributes }: Message): DeadLetter {
  return {
    messageId: MessageId ?? '',
    body: Body ?? '',
    receiptHandle: ReceiptHandle ?? '',
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    received: Number(Attributes?.ApproximateReceiveCount ?? 0),
    ...(Attributes?.MessageGroupId !== undefined && { group: Attributes.MessageGroupId }),
    attributes: MessageAttributes ?? {},
  };
}

/** The same body, attributes and group. The deduplication id is new: SQS may still remember the first one. */
function sameMessage({ messageId, body, group, attributes }: DeadLetter) {
  return {
    MessageBody: body,
    MessageAttributes: attributes as Record<string, MessageAttributeValue>,
    ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: `redrive-${messageId}` }),
  };
}
