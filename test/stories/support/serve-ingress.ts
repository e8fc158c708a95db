/** Ingress on a port of this machine, so that Discord and GitHub reach it as they would. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from '@valine/ingress';

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

export type ServedIngress = {
  url: string;
  /** Sends the newest request to a path once more, byte for byte. */
  replay(path: string): Promise<HttpResponse>;
  close(): Promise<void>;
};

/** `handle` is looked up with every request: it may be made after the port is known. */
export async function serveIngress(handle: () => Handle): Promise<ServedIngress> {
  const requests: HttpRequest[] = [];
  const record: Handle = (request) => {
    requests.push(request);
    return handle()(request);
  };
  const server = createServer((incoming, outgoing) => void answer(record, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    replay(path) {
      const request = requests.findLast((each) => each.path === path);
      if (request === undefined) throw new Error(`nothing was sent to ${path} yet`);
      return handle()(request);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const { method = 'GET', url: path = '/' } = incoming;
  const response = await handle({ method, path, headers, body: Buffer.concat(chunks) });
  outgoing.writeHead(response.status, response.headers).end(response.body);
}
