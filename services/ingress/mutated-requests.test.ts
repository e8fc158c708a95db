/** Requests that were right and of which a byte is not: none is let in, and nothing is asked of anybody before that is known. */
import { expect, it } from 'vitest';
import type { HttpRequest } from './http.ts';
import {
  buttonInteraction,
  commandInteraction,
  createWorld,
  signedByDiscord,
  signedByGitHub,
} from './test-support/test-world.ts';

/** The proof sends 100,000. */
const REQUESTS = Number(process.env['MUTATED_REQUESTS'] ?? 5000);

type Mutate = (request: HttpRequest, at: number) => HttpRequest;

const ofBody: Mutate = (request, at) => {
  const body = Uint8Array.from(request.body);
  body[at % body.length] = (body[at % body.length] ?? 0) ^ (1 << (at % 8));
  return { ...request, body };
};

const ofHeader =
  (name: string, change: (value: string, at: number) => string): Mutate =>
  (request, at) => ({ ...request, headers: { ...request.headers, [name]: change(String(request.headers[name]), at) } });

const ofTime = ofHeader('x-signature-timestamp', (value, at) =>
  String(Number(value) + ((at % 200) + 1) * (at % 2 === 0 ? 1 : -1)),
);
const ofSignature = ofHeader('x-signature-ed25519', withOtherDigit);
const ofWebhookSignature = ofHeader(
  'x-hub-signature-256',
  (value, at) => `sha256=${withOtherDigit(value.slice('sha256='.length), at)}`,
);

function withOtherDigit(hex: string, at: number): string {
  const index = at % hex.length;
  const digit = (Number.parseInt(hex[index] ?? '0', 16) ^ ((at % 15) + 1)).toString(16);
  return `${hex.slice(0, index)}${digit}${hex.slice(index + 1)}`;
}

it(`of ${REQUESTS} mutated requests none is let in, and no port is called`, async () => {
  let keys = 0;
  const world = createWorld({
    admissionKey: () => {
      keys += 1;
      return 'a key that nobody should ask for';
    },
  });
  const now = world.clock.now();
  const command = signedByDiscord(commandInteraction('deploy-client'), now);
  const press = signedByDiscord(buttonInteraction('approve:plan-1'), now);
  const delivery = signedByGitHub('issues', { action: 'closed', issue: { number: 1 } });
  const wrong = [
    ...[command, press].flatMap((request) => [ofBody, ofSignature, ofTime].map((mutate) => ({ request, mutate }))),
    ...[ofBody, ofWebhookSignature].map((mutate) => ({ request: delivery, mutate })),
  ];
  const statuses = new Map<number, number>();
  for (let at = 0; at * wrong.length < REQUESTS; at += 1)
    for (const { request, mutate } of wrong) {
      const { status } = await world.send(mutate(request, at));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  expect([...statuses]).toEqual([[401, REQUESTS]]);
  expect({ keys, queued: world.queues.calls, reads: world.reads.length }).toEqual({ keys: 0, queued: 0, reads: 0 });
});
