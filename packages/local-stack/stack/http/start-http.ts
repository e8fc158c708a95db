/** The HTTP server for people and platforms: the API's routes, `/health`, `/local/state`, `/local/fire` and `/local/alarm`. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from './to-event.ts';
import { type HttpResponse, jsonResponse, messageResponse } from './to-response.ts';

/** API Gateway's limit for a body, in bytes. */
const MAXIMUM_BODY = 10 * 1024 * 1024;

export type Handlers = {
  invoke(request: HttpRequest): Promise<HttpResponse>;
  state(): Promise<unknown>;
  /** @throws for a schedule that there is not */
  fire(schedule: string, dueAt?: string): Promise<void>;
  /** @throws for an alarm or a state that there is not */
  alarm(name: string, state: string): Promise<void>;
};

export type HttpServer = {
  url: string;
  /** Before this, every request is answered 503. */
  open(handlers: Handlers): void;
  /** Requests that are not answered yet. */
  busy(): number;
  /** Takes no new connections. Open requests may still be answered. */
  drain(): void;
  close(): Promise<void>;
};

/** Listens on loopback only; `port` 0 takes a free one. @throws if the port is taken */
export async function startHttp(port: number): Promise<HttpServer> {
  let handlers: Handlers | undefined;
  let busy = 0;
  const server = createServer(async (request, response) => {
    busy += 1;
    try {
      write(response, handlers ? await answer(handlers, request) : messageResponse(503, 'Service Unavailable'));
    } catch {
      write(response, messageResponse(500, 'Internal Server Error'));
    } finally {
      busy -= 1;
    }
  });
  await listen(server.listen(port, '127.0.0.1'), port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open(given) {
      handlers = given;
    },
    busy: () => busy,
    drain() {
      handlers = undefined;
      server.close();
      server.closeIdleConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.includes('EADDRINUSE')) throw cause;
    throw new Error(portTakenMessage(port), { cause });
  }
}

function portTakenMessage(port: number): string {
  return `Port ${port} is in use by another program. Stop it, or start with another one: PORT=${port + 1} npm start`;
}

async function answer(handlers: Handlers, request: IncomingMessage): Promise<HttpResponse> {
  const body = await readBody(request);
  if (body === undefined) return messageResponse(413, 'Request Entity Too Large');
  const [path = '/', query = ''] = splitOnce(request.url ?? '/');
  const method = request.method ?? 'GET';
  if (method === 'GET' && path === '/health') return jsonResponse(200, { status: 'ok' });
  if (method === 'GET' && path === '/local/state')
    return isFromHere(request) ? jsonResponse(200, await handlers.state()) : messageResponse(404, 'Not Found');
  const ask = ASKED[method === 'POST' && isFromHere(request) ? path : ''];
  if (ask !== undefined) return asked(ask(handlers, new URLSearchParams(query)), path);
  return handlers.invoke({ method, path, query, request, body });
}

/** What is asked of the stack itself, by path. */
const ASKED: Record<string, (handlers: Handlers, given: URLSearchParams) => Promise<void>> = {
  '/local/fire': ({ fire }, given) => fire(given.get('schedule') ?? '', given.get('due') ?? undefined),
  '/local/alarm': ({ alarm }, given) => alarm(given.get('name') ?? '', given.get('state') ?? ''),
};

async function asked(done: Promise<void>, what: string): Promise<HttpResponse> {
  try {
    await done;
    return jsonResponse(200, { done: what });
  } catch (error) {
    return messageResponse(400, error instanceof Error ? error.message : String(error));
  }
}

/** Those of tunnels, and of pages in a browser. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'cf-connecting-ip', 'origin'];

/** A tunnel hands on what comes from the internet, and the state is for this machine. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const isHere = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  return isHere && PROXY_HEADERS.every((name) => headers[name] === undefined);
}

function splitOnce(url: string): [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** Undefined when it is too long. It is still read to its end, so that the sender sees the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAXIMUM_BODY) chunks.push(chunk);
  }
  return length <= MAXIMUM_BODY ? Buffer.concat(chunks) : undefined;
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, headers).end(body);
}
