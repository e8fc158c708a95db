/** What an event source mapping hands to a function. */
import type { SqsEvent } from '@valine/lambda-kit/aws';

/** One record; what is not given is as on a first delivery. */
export type SqsRecordInput = {
  body: unknown;
  messageId?: string;
  group?: string;
  receiveCount?: number;
  /** Message attributes of type Number. */
  attributes?: Record<string, number>;
};

const SENT_AT = Date.UTC(2026, 2, 2, 9);

/** Bodies are written as JSON; a string stands as it is, for bodies that are none. Ids are `m1`, `m2`, … */
export function buildSqsEvent(...inputs: SqsRecordInput[]): SqsEvent {
  return { Records: inputs.map((input, index) => buildRecord(input, `m${index + 1}`)) };
}

function buildRecord({ body, group, receiveCount = 1, attributes = {}, ...input }: SqsRecordInput, id: string) {
  const messageId = input.messageId ?? id;
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(SENT_AT),
      ...(group === undefined ? {} : { MessageGroupId: group }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { stringValue: String(value), dataType: 'Number' }]),
    ),
  };
}
