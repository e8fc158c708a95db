/** AWS on a local port: takes what ingress asks of SQS, SSM and DynamoDB, and counts it. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WEBHOOK_SECRET } from './test-world.ts';

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
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']);
    calls.push(operation);
    const body = await readJson(request);
    if (isMeant(refused, operation)) deny(response);
    else if (!isMeant(silent, operation)) answer(response, answerTo(operation, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls,
    hangOn(operation) {
      silent = operation;
    },
    refuse(operation) {
      refused = operation;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isMeant(part: string | undefined, operation: string): boolean {
  return part !== undefined && operation.includes(part);
}

function deny(response: ServerResponse): void {
  response.statusCode = 400;
  answer(response, { __type: 'AccessDeniedException', message: 'denied' });
}

function answerTo(operation: string, body: { MessageBody?: string; Names?: string[] }): object {
  switch (operation) {
    case 'AmazonSQS.SendMessage':
      return {
        MessageId: '1',
        MD5OfMessageBody: createHash('md5')
          .update(body.MessageBody ?? '')
          .digest('hex'),
      };
    case 'AmazonSSM.GetParameters':
      return { Parameters: body.Names?.map((Name) => ({ Name, Value: WEBHOOK_SECRET })) };
    default:
      return { Items: [], Count: 0 };
  }
}

function answer(response: ServerResponse, value: object): void {
  response.setHeader('content-type', 'application/x-amz-json-1.0');
  response.end(JSON.stringify(value));
}

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
