/** An ingress that answers PINGs whose signature is right, and refuses everything else. */
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** `publicKey`: that it is configured with by now. */
export async function startIngress(publicKey: () => string): Promise<{ url: string }> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const isRight = isSigned(publicKey(), request.headers, body);
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' }).end('{"type":1}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function isSigned(key: string, headers: NodeJS.Dict<string | string[]>, body: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(key)) return false;
  const x = Buffer.from(key, 'hex').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signature = Buffer.from(String(headers['x-signature-ed25519'] ?? ''), 'hex');
  return verify(null, Buffer.from(`${headers['x-signature-timestamp']}${body}`), publicKey, signature);
}
