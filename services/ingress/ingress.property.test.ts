/** Whatever is sent: ingress answers, never leaks a stack trace, and takes nothing without a valid signature. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpRequest } from './http.ts';
import { bytes, commandInteraction, createWorld, signedByDiscord, signedByGitHub } from './test-support/test-world.ts';

const HEADERS = [
  'x-signature-ed25519',
  'x-signature-timestamp',
  'x-hub-signature-256',
  'x-github-event',
  'x-github-delivery',
  'content-type',
];
const NOW = createWorld().clock.now();

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-fA-F]{${length}}$`));
const headerValue = fc.oneof(
  fc.string(),
  hex(128),
  hex(64).map((digits) => `sha256=${digits}`),
  fc.constantFrom(String(NOW / 1000), 'issues', 'ping', 'application/json'),
);
const body = fc.oneof(
  fc.uint8Array(),
  fc.json().map(bytes),
  fc.constantFrom({ type: 1 }, commandInteraction('plan')).map(bytes),
);
const anyRequest: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom('POST', 'GET', 'post', ''),
  path: fc.oneof(fc.constantFrom('/discord', '/github/webhook'), fc.string()),
  headers: fc.dictionary(fc.constantFrom(...HEADERS), headerValue),
  body,
});
/** Shapes near to interactions and payloads, so that more than the first check is met. */
const near = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.record(
    {
      type: fc.constantFrom(1, 2, 3, 4, 5),
      data: fc.record({
        name: fc.string(),
        type: fc.nat(3),
        options: fc.anything(),
        custom_id: fc.string(),
        component_type: fc.nat(3),
      }),
      member: fc.constantFrom(commandInteraction('plan').member, null, {}),
      id: fc.string(),
      token: fc.string(),
      application_id: fc.string(),
      channel_id: fc.string(),
    },
    { requiredKeys: ['type', 'data'] },
  ),
);

function isHarmless(answer: { status: number; body: string }): boolean {
  return answer.status !== 500 && !/\bat .*\.ts|node_modules|Error:/.test(answer.body);
}

describe('any request', () => {
  it('without a valid signature is answered 4xx and reaches no queue', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const world = createWorld();
        const answer = await world.send(request);
        expect(isHarmless(answer)).toBe(true);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(world.queues.calls + world.reads.length).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('with one byte of a good one changed is refused', async () => {
    const good = [signedByDiscord(commandInteraction('plan'), NOW), signedByGitHub('issues', { action: 'closed' })];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...good),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (request, at, flip) => {
          const world = createWorld();
          const changed = Uint8Array.from(request.body);
          const index = at % changed.length;
          changed[index] = (changed[index] ?? 0) ^ flip;
          expect((await world.send({ ...request, body: changed })).status).toBe(401);
          expect(world.queues.calls).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that is signed is answered, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(near, fc.constantFrom('issues', 'workflow_job', 'star'), async (sent, event) => {
        const world = createWorld();
        expect(isHarmless(await world.send(signedByDiscord(sent, NOW)))).toBe(true);
        expect(isHarmless(await world.send(signedByGitHub(event, sent)))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
