/** The queues on SQS. */
import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { QueueName } from '@valine/contracts';
import type { Hide } from '../masking/create-hide.ts';
import { type QueueEntry, type Queues, QueueUnavailable, type Waiting } from '../ports.ts';
import type { ChangeVisibility } from '../put-back.ts';
import { toBody } from './to-body.ts';

type SqsQueuesOptions = {
  client: SQSClient;
  /** URLs of the queues the function sends to. */
  urls: Partial<Record<QueueName, string>>;
  /** Bounds one call with all its attempts; ingress has 3 s for everything. */
  timeoutMs?: number;
  /** Takes out of a message what none may hold. */
  hide?: Hide;
  /** What has set off what is sent now. */
  trace?: () => string | undefined;
};

export function createSqsQueues({ client, urls, timeoutMs = 2000, hide, trace }: SqsQueuesOptions): Queues {
  return {
    async send(queue, entries) {
      const url = urls[queue];
      if (url === undefined) throw new Error(`this function was given no URL of the ${queue} queue: see infra`);
      for (const [index, batch] of toBatches(entries, hide, trace?.()).entries()) {
        try {
          await sendBatch(client, url, batch, timeoutMs);
        } catch (cause) {
          const mayHaveArrived = index > 0 || !wasRefused(cause);
          const problem = `the ${queue} queue did not take every message; try again`;
          throw new QueueUnavailable(problem, { cause, mayHaveArrived });
        }
      }
    },
  };
}

/** One call. A single entry goes by SendMessage, which answers with an error where a batch answers 200. */
async function sendBatch(client: SQSClient, url: string, batch: readonly WrittenEntry[], timeoutMs: number) {
  const abortSignal = AbortSignal.timeout(timeoutMs);
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {
    await client.send(new SendMessageCommand({ QueueUrl: url, ...toRequest(only) }), { abortSignal });
    return;
  }
  const Entries = batch.map((entry, index) => ({ Id: String(index), ...toRequest(entry) }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }), { abortSignal });
  if (Failed.length === 0) return;
  const codes = [...new Set(Failed.map(({ Code }) => Code))].join(', ');
  throw new Error(`${Failed.length} of ${batch.length} messages were refused: ${codes}`);
}

function toRequest({ text, group, deduplicationId, delaySeconds, waiting, trace }: WrittenEntry) {
  return {
    MessageBody: text,
    MessageGroupId: group,
    MessageDeduplicationId: deduplicationId,
    DelaySeconds: delaySeconds,
    MessageAttributes: (waiting ?? trace) === undefined ? undefined : toAttributes(waiting, trace),
  };
}

function toAttributes(waiting: Waiting | undefined, trace: string | undefined): Record<string, MessageAttributeValue> {
  const numbers = Object.entries(waiting ?? {}).map(([name, value]) => [
    name,
    { DataType: 'Number', StringValue: String(value) },
  ]);
  return {
    ...Object.fromEntries(numbers),
    ...(trace === undefined ? {} : { trace: { DataType: 'String', StringValue: trace } }),
  };
}

/** An entry with its body already written out. */
type WrittenEntry = QueueEntry & { text: string; trace: string | undefined };

const MAX_ENTRIES = 10;
/** The sum over one call that every SQS and every stand-in of it accepts. */
const MAX_BYTES = 256 * 1024;

/**
 * SQS may refuse one entry of a call and take those behind it, which would turn a group's order round; so no two
 * entries of a group share a call.
 */
function toBatches(
  entries: readonly QueueEntry[],
  hide: Hide | undefined,
  trace: string | undefined,
): WrittenEntry[][] {
  const batches: WrittenEntry[][] = [];
  for (const entry of entries) {
    const written = { ...entry, text: toBody(withoutSecrets(entry.body, hide)), trace };
    const batch = batches.at(-1);
    if (batch !== undefined && fits(batch, written)) batch.push(written);
    else batches.push([written]);
  }
  return batches;
}

/** A change would undo its signature; who signed it has hidden what there was to hide. */
function withoutSecrets(body: unknown, hide: Hide = (same) => same): unknown {
  const isSigned = typeof body === 'object' && body !== null && ('admission' in body || 'signature' in body);
  return isSigned ? body : hide(body);
}

function fits(batch: readonly WrittenEntry[], entry: WrittenEntry): boolean {
  const bytes = [...batch, entry].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const sameGroup = entry.group !== undefined && batch.some(({ group }) => group === entry.group);
  return batch.length < MAX_ENTRIES && bytes <= MAX_BYTES && !sameGroup;
}

/** Given up before anything was sent. */
const NEVER_SENT = ['CredentialsProviderError', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * A time-out, a broken connection and a 5xx may have come after the work was done. So may the failure of a second
 * attempt: the SDK keeps to itself what the first one met.
 */
function wasRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { attempts = 1, httpStatusCode = 0 } = metadataOf(error);
  if (attempts > 1) return false;
  return isNamed(error, NEVER_SENT) || (httpStatusCode >= 400 && httpStatusCode < 500);
}

function metadataOf(error: Error): { attempts?: number; httpStatusCode?: number } {
  return '$metadata' in error && typeof error.$metadata === 'object' ? { ...error.$metadata } : {};
}

function isNamed(error: Error, names: readonly string[]): boolean {
  return names.includes(error.name) || ('code' in error && names.includes(String(error.code)));
}

/**
 * `attemptMs` bounds one attempt. Two attempts: sending twice does no harm, as a FIFO queue drops the same
 * deduplication id and our handlers take what comes twice.
 */
export function createSqsClient({ attemptMs = 900 } = {}): SQSClient {
  return new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: attemptMs, requestTimeout: attemptMs, throwOnRequestTimeout: true },
  });
}

/** Of one Lambda batch of a FIFO queue, so of at most 10 messages: one call. */
export function createChangeVisibility(client: SQSClient, queueUrl: string, timeoutMs = 2000): ChangeVisibility {
  return async (receiptHandles, seconds) => {
    const { Failed = [] } = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: receiptHandles.map((ReceiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: seconds,
        })),
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (Failed.length > 0)
      throw new Error(`SQS refused ${Failed.length} of ${receiptHandles.length}: ${Failed[0]?.Code}`);
  };
}

/** How many messages a queue has to hand out now: an estimate of SQS, by one call. @throws QueueUnavailable; as SQS refuses */
export type CountInQueue = (queueUrl: string) => Promise<number>;

export function createCountInQueue(client: SQSClient, timeoutMs = 3000): CountInQueue {
  return async (queueUrl) => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    const { Attributes } = await client
      .send(command, { abortSignal: AbortSignal.timeout(timeoutMs) })
      .catch((cause: unknown) => {
        throw wasRefused(cause) ? cause : new QueueUnavailable(`SQS does not say what is in ${queueUrl}`, { cause });
      });
    const count = Number(Attributes?.['ApproximateNumberOfMessages']);
    if (Number.isNaN(count)) throw new Error(`SQS did not say how many messages are in ${queueUrl}.`);
    return count;
  };
}

/** Up to ten of the messages of a queue, in no order. `sentAt`: epoch milliseconds; 0 where SQS does not say. */
export type PeekInQueue = (queueUrl: string) => Promise<{ body: string; sentAt: number }[]>;

/**
 * Hides none of them from anybody, not for a moment; each counts one receive more. So it is for queues that have no dead
 * letters of their own. @throws QueueUnavailable; as SQS refuses
 */
export function createPeekInQueue(client: SQSClient, timeoutMs = 3000): PeekInQueue {
  return async (queueUrl) => {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      // A short poll asks only some of SQS's servers.
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp'],
    });
    const { Messages = [] } = await client
      .send(command, { abortSignal: AbortSignal.timeout(timeoutMs) })
      .catch((cause: unknown) => {
        throw wasRefused(cause) ? cause : new QueueUnavailable(`SQS does not show what is in ${queueUrl}`, { cause });
      });
    return Messages.map(({ Body = '', Attributes }) => ({
      body: Body,
      sentAt: Number(Attributes?.SentTimestamp ?? 0),
    }));
  };
}

/** `url`: of the dead-letter queue. Repeated, it moves what has come since. */
export type MoveBack = (url: string) => Promise<void>;

/** SQS moves them by itself from then on: at most one such task is at work for each queue. */
export function createMoveBack(client: SQSClient, timeoutMs = 3000): MoveBack {
  return async (url) => {
    const named = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] });
    const { Attributes } = await client.send(named, { abortSignal: AbortSignal.timeout(timeoutMs) });
    const SourceArn = Attributes?.['QueueArn'];
    if (SourceArn === undefined) throw new Error(`SQS did not say which queue ${url} is.`);
    try {
      await client.send(new StartMessageMoveTaskCommand({ SourceArn }), {
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      if (!isAtWork(error)) throw error;
    }
  };
}

/** SQS has no name of its own for it: `There is already a task running.` */
function isAtWork(error: unknown): boolean {
  return error instanceof Error && /already a task running/i.test(error.message);
}
