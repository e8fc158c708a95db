/** A frontend and an API that do everything wrong at once: they stream for ever, hang, go in circles and mistake types. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

const CHUNK = Buffer.alloc(64 * 1024, '<p>and so on</p>\n');

type BadAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** `/` never ends, `/index.html` never begins, `/health` leads to itself, `/hello` is a page for signing in. */
export async function startBadSite() {
  const seen = { streamed: 0, open: 0 };
  const answers: Record<string, BadAnswer> = {
    '/': (_, response) => {
      seen.open += 1;
      response.on('close', () => {
        seen.open -= 1;
      });
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-cache' });
      streamForEver(response, seen);
    },
    '/index.html': () => {},
    '/health': (_, response) => void response.writeHead(302, { location: '/health?again=1' }).end(),
    '/health?again=1': (_, response) => void response.writeHead(302, { location: '/health' }).end(),
    '/hello': (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
  };
  const server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return { frontendUrl: url, apiBase: url, seen };
}

function streamForEver(response: ServerResponse, seen: { streamed: number }): void {
  while (!response.closed) {
    seen.streamed += CHUNK.byteLength;
    if (response.write(CHUNK)) continue;
    response.once('drain', () => streamForEver(response, seen));
    return;
  }
}
