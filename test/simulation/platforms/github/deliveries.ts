/** GitHub's webhooks: on good days each comes once and soon; on others late, twice, again much later, or never. */
import type { Engine } from '../../engine/engine.ts';
import type { Signatures } from '../../people/signatures.ts';
import type { Door } from '../door.ts';

/** `body`: the payload. */
export type Announce = (event: string, body: object) => void;

type Parts = { engine: Engine; door: Door; signatures: Signatures };

const PATIENCE_MS = 10_000;
const REDELIVERED_WITHIN_MS = 3 * 24 * 3_600_000;

export function createDeliveries(parts: Parts): Announce {
  let count = 0;
  return (event, payload) => {
    count += 1;
    announce(parts, event, `delivery-${count}`, Buffer.from(JSON.stringify(payload)));
  };
}

function announce(parts: Parts, event: string, guid: string, body: Uint8Array): void {
  const { engine } = parts;
  const { faults, random, timeline } = engine;
  if (faults.happens('webhook-lost', 'webhook')) return;
  const late = faults.happens('webhook-late', 'webhook') ? random.int(1000, 600_000) : random.int(100, 900);
  timeline.after(late, () => deliver(parts, event, guid, body));
  if (faults.happens('webhook-twice', 'webhook'))
    timeline.after(late + random.int(0, 5000), () => deliver(parts, event, guid, body));
  if (faults.happens('webhook-redelivered', 'webhook'))
    timeline.after(random.int(60_000, 3_600_000), () => deliver(parts, event, guid, body));
}

/** What is not taken is delivered again, within three days and with the same GUID, as an operator's sweep would. */
function deliver(parts: Parts, event: string, guid: string, body: Uint8Array): void {
  const { engine, door, signatures } = parts;
  const failedAt = engine.timeline.now();
  door.knock({
    request: signatures.byGitHub(event, guid, body),
    about: guid,
    patienceMs: PATIENCE_MS,
    answered(response) {
      if (response !== undefined && response.status < 500) return;
      if (engine.timeline.now() - failedAt > REDELIVERED_WITHIN_MS) return;
      engine.timeline.after(300_000, () => deliver(parts, event, guid, body));
    },
  });
}
