/** Serves a hono application on this machine only. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';

export type Served = { port: number; url: string; close(): Promise<void> };

/** Listens on `127.0.0.1:port`; on any free port when `port` is 0. */
export async function serve(app: Hono, port: number): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await listen(server, port);
  const actual = (server.address() as AddressInfo).port;
  let closing: Promise<void> | undefined;
  return {
    port: actual,
    url: `http://127.0.0.1:${actual}`,
    close() {
      closing ??= close(server);
      return closing;
    },
  };
}

function listen(server: ServerType, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
