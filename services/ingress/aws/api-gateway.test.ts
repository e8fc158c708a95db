/** The bytes that were signed are the bytes that are verified, however API Gateway carries them. */
import { describe, expect, it } from 'vitest';
import { commandInteraction, createWorld, signedByDiscord } from '../test-support/test-world.ts';
import { type ApiGatewayEvent, toApiGatewayResult, toHttpRequest } from './api-gateway.ts';

const NOW = createWorld().clock.now();
const horse = commandInteraction('plan', [{ name: 'label', type: 3, value: 'žluťoučký 🐎' }]);
const signed = signedByDiscord(horse, NOW);
const event: ApiGatewayEvent = {
  rawPath: '/discord',
  headers: {
    'X-Signature-Ed25519': signed.headers['x-signature-ed25519'],
    'x-signature-timestamp': signed.headers['x-signature-timestamp'],
  },
  requestContext: { http: { method: 'POST' } },
  body: Buffer.from(signed.body).toString('utf8'),
  isBase64Encoded: false,
};

describe('an event of API Gateway', () => {
  it.each([
    ['as text', event],
    ['as base64', { ...event, body: Buffer.from(signed.body).toString('base64'), isBase64Encoded: true }],
  ])('keeps the signed bytes: %s', async (_, carried) => {
    const world = createWorld();
    const result = toApiGatewayResult(await world.send(toHttpRequest(carried)));
    expect(result).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(world.queues.sent[0]?.body).toMatchObject({ options: { label: 'žluťoučký 🐎' } });
  });

  it('without a body is a request with none', async () => {
    const { body: _, ...empty } = event;
    expect(toHttpRequest(empty).body.byteLength).toBe(0);
  });
});
