/** A site that answers nothing until the test opens it: whoever asks is held. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export async function openGate() {
  const held = new Set<ServerResponse>();
  let isOpen = false;
  const server = createServer((_, response) => {
    if (isOpen) return void answer(response);
    held.add(response);
    response.once('close', () => held.delete(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Requests that wait at this moment. */
    held: () => held.size,
    shut(): void {
      isOpen = false;
    },
    open(): void {
      isOpen = true;
      for (const response of held) answer(response);
    },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
}
