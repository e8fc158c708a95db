/** Turns received messages into the event that Lambda gives a function. */
import { arnOf } from '../account/arn.ts';

/** As `ReceiveMessage` answers. */
export type Received = {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  MD5OfMessageAttributes?: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, Attribute>;
};

type Attribute = { StringValue?: string; BinaryValue?: string; DataType: string };

export function sqsEvent(messages: readonly Received[], queueName: string, region: string) {
  const eventSourceARN = arnOf('sqs', region, queueName);
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: recordAttributes(message.MessageAttributes ?? {}),
      ...(message.MD5OfMessageAttributes ? { md5OfMessageAttributes: message.MD5OfMessageAttributes } : {}),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN,
      awsRegion: region,
    })),
  };
}

function recordAttributes(attributes: Record<string, Attribute>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}
