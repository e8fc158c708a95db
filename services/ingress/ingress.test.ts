/** What every route shares: unknown addresses, the size limit, and the last net. */
import { describe, expect, it } from 'vitest';
import { MAX_DELIVERY_BYTES, MAX_INTERACTION_BYTES } from './ingress.ts';
import { commandInteraction, createWorld, read, signedByDiscord, signedByGitHub } from './test-support/test-world.ts';

describe('ingress', () => {
  it.each(['/', '/discord/', '/Discord', '/github', '/../discord', '/constructor'])(
    'knows nothing at %s',
    async (path) => {
      const world = createWorld();
      const request = signedByDiscord(commandInteraction('plan'), world.clock.now());
      expect((await world.send({ ...request, path })).status).toBe(404);
      expect(world.queues.calls).toBe(0);
    },
  );

  it.each(['/discord', '/github/webhook'])('takes POST alone at %s', async (path) => {
    const answer = await createWorld().send({ method: 'GET', path, headers: {}, body: Buffer.alloc(0) });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
  });

  it.each([
    ['a delivery of more than 6 MB', signedByGitHub('issues', Buffer.alloc(MAX_DELIVERY_BYTES + 1, ' '))],
    ['an interaction of more than 256 KB', signedByDiscord(Buffer.alloc(MAX_INTERACTION_BYTES + 1, ' '), 0)],
  ])('refuses %s before it looks at the signature', async (_, request) => {
    let verified = 0;
    const verify = () => Boolean(++verified);
    const world = createWorld({ verifyInteraction: verify, verifyWebhook: verify });
    expect((await world.send(request)).status).toBe(413);
    expect([verified, world.queues.calls]).toEqual([0, 0]);
  });

  it('takes an interaction of 256 KB', async () => {
    const world = createWorld();
    const padded = JSON.stringify(commandInteraction('plan')).padEnd(MAX_INTERACTION_BYTES, ' ');
    expect((await world.send(signedByDiscord(padded, world.clock.now()))).status).toBe(200);
  });

  it('answers 500 without detail to an unexpected error, and logs its cause', async () => {
    const cause = new Error('key store on fire');
    const broken = createWorld({ verifyWebhook: () => Promise.reject(new Error('no secret', { cause })) });
    const answer = await broken.send(signedByGitHub('issues', {}));
    expect(read(answer)).toEqual({ status: 500, body: { error: 'internal' } });
    expect(broken.logger.lines).toMatchObject([{ level: 'error', fields: { error: { message: 'no secret', cause } } }]);
  });
});
