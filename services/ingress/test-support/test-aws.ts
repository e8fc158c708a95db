/** AWS on a local port: takes what ingress asks of SQS, SSM and DynamoDB, and counts it. */
import { hash } from 'node:crypto';
import { startHttpServer } from '@valine/testing';
import { ADMISSION_KEY, WEBHOOK_SECRET } from './test-world.ts';

export type FakeAws = {
  url: string;
  /** Operations asked for, oldest first, e.g. `AmazonSQS.SendMessage`. */
  calls: string[];
  /** From now on operations whose name contains this never get an answer. */
  hangOn(operation: string): void;
  /** From now on operations whose name contains this are denied; undefined: none. */
  refuse(operation: string | undefined): void;
  close(): Promise<void>;
};

export async function startFakeAws(): Promise<FakeAws> {
  const calls: string[] = [];
  let silent: string | undefined;
  let refused: string | undefined;
  const isMeant = (part: string | undefined, operation: string) => part !== undefined && operation.includes(part);
  const { url, close } = await startHttpServer(({ headers, body }) => {
    const operation = String(headers['x-amz-target']);
    calls.push(operation);
    if (isMeant(refused, operation))
      return { status: 400, body: { __type: 'AccessDeniedException', message: 'denied' } };
    return isMeant(silent, operation) ? 'hang' : { body: answerTo(operation, JSON.parse(body)) };
  });
  return {
    url,
    calls,
    close,
    hangOn(operation) {
      silent = operation;
    },
    refuse(operation) {
      refused = operation;
    },
  };
}

function answerTo(operation: string, body: { MessageBody?: string; Names?: string[] }): object {
  switch (operation) {
    case 'AmazonSQS.SendMessage':
      return { MessageId: '1', MD5OfMessageBody: hash('md5', body.MessageBody ?? '') };
    case 'AmazonSSM.GetParameters':
      return { Parameters: body.Names?.map((Name) => ({ Name, Value: secretAt(Name) })) };
    default:
      return { Items: [], Count: 0 };
  }
}

function secretAt(parameter: string): string {
  return parameter.endsWith('/ADMISSION_KEY') ? ADMISSION_KEY : WEBHOOK_SECRET;
}
