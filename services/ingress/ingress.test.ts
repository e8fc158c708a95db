/** What every route shares: unknown addresses, the size limit, and the last net. */
import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from './ingress.ts';
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

  it('refuses more than 6 MB', async () => {
    const world = createWorld();
    const answer = await world.send(signedByGitHub('issues', Buffer.alloc(MAX_BODY_BYTES + 1, ' ')));
    expect(answer.status).toBe(413);
    expect(world.queues.calls).toBe(0);
  });

  it('answers 500 without detail to an unexpected error, and logs its cause', async () => {
    const cause = new Error('key store on fire');
    const broken = createWorld({ verifyWebhook: () => Promise.reject(new Error('no secret', { cause })) });
    const answer = await broken.send(signedByGitHub('issues', {}));
    expect(read(answer)).toEqual({ status: 500, body: { error: 'internal' } });
    expect(broken.logger.lines).toMatchObject([{ level: 'error', fields: { error: { message: 'no secret', cause } } }]);
  });
});
