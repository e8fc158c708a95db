import { describe, expect, it } from 'vitest';
import { failureOf, serve, TOKEN } from '../test-connection.ts';
import { createHookDeliveries } from './hook-deliveries.ts';

/** GitHub has no such delivery to send again; it shows it, or not. */
async function redelivered(shown: 200 | 404) {
  const server = await serve(({ method }) => ({ status: method === 'POST' ? 404 : shown, body: { id: 5 } }));
  const where = { repository: 'acme/web', baseUrl: server.url, auth: { token: TOKEN } };
  const failure = await failureOf(createHookDeliveries({ ...where, spaceWrites: false }).redeliver(5, 7));
  return { failure, requested: server.requests.map(({ method, path }) => `${method} ${path}`) };
}

describe('a delivery that GitHub does not find when it is to be sent again', () => {
  it('is refused to a token that may read it: it says what is missing', async () => {
    const { failure, requested } = await redelivered(200);
    expect(failure.reason).toBe('forbidden');
    expect(failure.message).toContain('admin:repo_hook');
    expect(requested).toEqual([
      'POST /repos/acme/web/hooks/7/deliveries/5/attempts',
      'GET /repos/acme/web/hooks/7/deliveries/5',
    ]);
  });

  it('is gone where it cannot be read either', async () => {
    expect((await redelivered(404)).failure.reason).toBe('not_found');
  });
});
