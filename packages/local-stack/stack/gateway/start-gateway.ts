/** The endpoint that every AWS client on this machine calls. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EngineReply } from '../engines/queue-engine.ts';
import { answerCall, type Engines } from './answer-call.ts';
import { errorReply } from './replies.ts';

/** Why nothing can be kept, if that is so: no engine says it in words that a person would know. */
type Storage = { findStorageProblem(): string | undefined };

export type Gateway = { url: string; close(): Promise<void> };

/** Listens on loopback only; `port` 0 takes a free one. */
export async function startGateway(engines: Engines & Storage, port = 0): Promise<Gateway> {
  const server = createServer((request, response) => void handle(engines, request, response));
  // An idle connection stays: one that is given up just as a call is written to it fails that call.
  server.keepAliveTimeout = 0;
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(engines: Engines & Storage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = await answerRequest(engines, request).catch((error: Error) => {
    // A caller that has left, e.g. at a stop, needs no answer: this is no error.
    if (!request.socket.destroyed) engines.log.error(`AWS gateway: ${error.message}`, { error });
    return errorReply('InternalFailure', error.message, 500);
  });
  const problem = reply.status < 500 ? undefined : engines.findStorageProblem();
  if (problem !== undefined) engines.log.error(problem);
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

async function answerRequest(engines: Engines, request: IncomingMessage): Promise<EngineReply> {
  return answerCall(engines, {
    url: request.url ?? '/',
    target: request.headers['x-amz-target']?.toString(),
    authorization: request.headers.authorization,
    text: await readText(request),
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
