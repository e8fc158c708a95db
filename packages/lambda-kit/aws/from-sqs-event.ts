/** AWS's shape of a batch of messages, and its translation into ours. */
import type { QueueRecord } from '../record.ts';

export type SqsEvent = { Records: readonly SqsEventRecord[] };

/** The fields we use of a record of an event source mapping. */
export type SqsEventRecord = {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: { ApproximateReceiveCount: string; SentTimestamp: string; MessageGroupId?: string };
  messageAttributes?: Readonly<Record<string, { stringValue?: string }>>;
};

export function fromSqsEvent(event: SqsEvent): QueueRecord[] {
  return event.Records.map(fromSqsRecord);
}

function fromSqsRecord({ messageId, receiptHandle, body, attributes, messageAttributes }: SqsEventRecord): QueueRecord {
  const numberOf = (name: string) => {
    const value = Number(messageAttributes?.[name]?.stringValue);
    return Number.isFinite(value) ? value : undefined;
  };
  const notBefore = numberOf('notBefore');
  const trace = messageAttributes?.['trace']?.stringValue;
  return {
    messageId,
    receiptHandle,
    body,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    waits: numberOf('waits') ?? 0,
    firstSentAt: numberOf('firstSentAt') ?? Number(attributes.SentTimestamp),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(trace === undefined ? {} : { trace }),
    ...(attributes.MessageGroupId === undefined ? {} : { group: attributes.MessageGroupId }),
  };
}
