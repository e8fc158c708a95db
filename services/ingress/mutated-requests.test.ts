/** Requests that were right and of which a byte is not: none is let in, and nothing is asked of anybody before that is known. */
import { expect, it } from 'vitest';
import type { HttpRequest } from './http.ts';
import { buttonInteraction, commandInteraction, createWorld, signedByDiscord } from './test-support/test-world.ts';

/** 100,000 take some 15 s of a core, and show the same. */
const REQUESTS = 5000;

/** Of the body, of the signature, or of the time. */
function mutated({ headers, body, ...rest }: HttpRequest, round: number): HttpRequest {
  const raw = Uint8Array.from(body);
  const signature = String(headers['x-signature-ed25519']);
  const at = Math.floor(round / 3);
  switch (round % 3) {
    case 0:
      raw[at % raw.length] = (raw[at % raw.length] ?? 0) ^ (1 << (at % 8));
      return { ...rest, headers, body: raw };
    case 1:
      return { ...rest, headers: { ...headers, 'x-signature-ed25519': withOtherDigit(signature, at) }, body };
    default: {
      const timestamp = String(Number(headers['x-signature-timestamp']) + ((at % 200) + 1) * (at % 2 === 0 ? 1 : -1));
      return { ...rest, headers: { ...headers, 'x-signature-timestamp': timestamp }, body };
    }
  }
}

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
  const right = [commandInteraction('deploy-client'), buttonInteraction('approve:plan-1')].map((sent) =>
    signedByDiscord(sent, now),
  );
  const statuses = new Map<number, number>();
  for (let round = 0; round < REQUESTS; round += 1) {
    for (const request of right.slice(round % 2, (round % 2) + 1)) {
      const { status } = await world.send(mutated(request, round));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  expect([...statuses]).toEqual([[401, REQUESTS]]);
  expect({ keys, queued: world.queues.calls, reads: world.reads.length }).toEqual({ keys: 0, queued: 0, reads: 0 });
});
