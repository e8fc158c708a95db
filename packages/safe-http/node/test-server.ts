/** Servers on this machine, closed when the test is over, and probes that may reach them by a name. */
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createRawServer, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { manualClock } from '@valine/testing';
import { onTestFinished } from 'vitest';
import type { Probe, Resolver } from '../ports.ts';
import { fixedResolver } from '../test-resolver.ts';
import type { UrlPolicy } from '../url-policy.ts';
import { createProbe } from './create-probe.ts';
import type { TestCertificate } from './test-certificate.ts';

export type TestServer = {
  port: number;
  /** `app.example.com` at this server's port, which its probe resolves to this machine. */
  url: string;
  seen: { path: string; headers: IncomingHttpHeaders; servername?: string | false | null }[];
  connections: { opened: number; closed: number };
  /** Resolves when every connection that was opened is closed again. */
  allClosed(): Promise<void>;
};

export function startServer(handle: RequestListener, certificate?: TestCertificate): Promise<TestServer> {
  const seen: TestServer['seen'] = [];
  const listener: RequestListener = (request, response) => {
    const { servername } = request.socket as TLSSocket;
    seen.push({ path: request.url ?? '', headers: request.headers, servername });
    handle(request, response);
  };
  const server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  return listen(server, seen, certificate === undefined ? 'http' : 'https');
}

/** One that speaks whatever it likes once a connection has come, by default after it was sent something. */
export function startRawServer(speak: (socket: Socket) => void): Promise<TestServer> {
  const server = createRawServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => speak(socket));
  });
  return listen(server, [], 'http');
}

/** One that nobody listens at: of a server that is closed again. */
export async function freePort(): Promise<number> {
  const server = createRawServer();
  const port = await portOf(server);
  await close(server, new Set());
  return port;
}

export function testProbe(
  origins: readonly string[],
  given: { resolver?: Resolver; policy?: Partial<UrlPolicy> } = {},
): Probe {
  const clock = manualClock();
  const policy = { allowedDomains: [], safeLocal: false, trustedOrigins: origins, ...given.policy };
  return createProbe({
    policy,
    resolver: given.resolver ?? fixedResolver({ 'app.example.com': ['127.0.0.1'] }),
    clock,
  });
}

async function listen(server: Server, seen: TestServer['seen'], scheme: string): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const connections = { opened: 0, closed: 0 };
  const waiting: (() => void)[] = [];
  server.on('connection', (socket: Socket) => {
    connections.opened += 1;
    sockets.add(socket);
    socket.on('close', () => {
      connections.closed += 1;
      sockets.delete(socket);
      if (sockets.size === 0) for (const done of waiting.splice(0)) done();
    });
  });
  const port = await portOf(server);
  onTestFinished(() => close(server, sockets));
  const allClosed = () => new Promise<void>((done) => (sockets.size === 0 ? done() : waiting.push(done)));
  return { port, url: `${scheme}://app.example.com:${port}`, seen, connections, allClosed };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
