/** A small HTTP server on this machine that answers as a test tells it, and keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type SeenRequest = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/**
 * `body` is sent as JSON unless it is a string or bytes. `hang` never answers, `break` drops the connection
 * before an answer; `broken` drops it halfway through the body, `stalled` stays silent from there on.
 */
export type StubResponse =
  | { status?: number; headers?: Record<string, string>; body?: unknown; broken?: true; stalled?: true }
  | 'hang'
  | 'break';

export type HttpServer = {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  requests: SeenRequest[];
  /** Drops what still hangs. */
  close(): Promise<void>;
};

export async function startHttpServer(
  answer: (request: SeenRequest) => StubResponse | Promise<StubResponse>,
): Promise<HttpServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    requests.push(request);
    respond(response, await answer(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString() };
}

function respond(response: ServerResponse, answer: StubResponse): void {
  if (answer === 'hang') return;
  if (answer === 'break') {
    response.destroy();
    return;
  }
  const { status = 200, headers = {}, body = '', broken = false, stalled = false } = answer;
  const bytes = bytesOf(body);
  response.writeHead(status, { 'content-type': typeOf(body), 'content-length': bytes.byteLength, ...headers });
  if (!broken && !stalled) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.byteLength / 2), () => broken && response.destroy());
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function typeOf(body: unknown): string {
  if (body instanceof Uint8Array) return 'application/zip';
  return typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8';
}
