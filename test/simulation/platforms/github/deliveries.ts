/** GitHub's webhooks: on good days each comes once and soon; on others late, twice, again much later, or never. */
import { type FakeHooks, fakeHooks } from '@valine/testing';
import type { Engine } from '../../engine/engine.ts';
import type { Signatures } from '../../people/signatures.ts';
import type { Door } from '../door.ts';

/** `body`: the payload. */
export type Announce = (event: string, body: object) => void;

export type Webhooks = {
  announce: Announce;
  /** GitHub's log, empty where no sweep looks at it; and by GUID when each was sent again, as we asked. */
  missed: FakeHooks & { sentAgain: ReadonlyMap<string, readonly number[]> };
  /** Nothing that GitHub sends arrives. */
  outage: { isDown: boolean };
};

/** What is sent, every time it is. */
type Sent = { event: string; guid: string; body: Uint8Array; isRefused: boolean };
type Parts = { engine: Engine; door: Door; signatures: Signatures };
type Around = Parts & Omit<Webhooks, 'announce'> & { isSwept: boolean };

const PATIENCE_MS = 10_000;
const REDELIVERED_WITHIN_MS = 3 * 24 * 3_600_000;
const NOTHING_ANSWERED = 504;

/**
 * `swept`: GitHub delivers nothing again of its own accord, and our sweep asks it to; else somebody has what failed sent
 * again. `refused`: of the deliveries that one, which nobody ever takes.
 */
export function createDeliveries(parts: Parts, swept?: { refused: number | undefined }): Webhooks {
  const { engine } = parts;
  const sent = new Map<string, Sent>();
  let count = 0;
  const sentAgain = new Map<string, readonly number[]>();
  const hooks = fakeHooks(engine.timeline, 'repository', ({ guid }) => {
    sentAgain.set(guid, [...(sentAgain.get(guid) ?? []), engine.timeline.now()]);
    const again = sent.get(guid);
    if (again !== undefined) engine.timeline.after(engine.random.int(100, 900), () => deliver(around, again, true));
  });
  const missed = { ...hooks, sentAgain };
  const around: Around = { ...parts, missed, outage: { isDown: false }, isSwept: swept !== undefined };
  return {
    ...around,
    announce(event, payload) {
      count += 1;
      const isRefused = swept?.refused === count;
      const delivery = { event, guid: `delivery-${count}`, body: Buffer.from(JSON.stringify(payload)), isRefused };
      if (swept !== undefined) sent.set(delivery.guid, delivery);
      announce(around, delivery);
    },
  };
}

function announce(around: Around, delivery: Sent): void {
  const { engine, missed, isSwept } = around;
  const { faults, random, timeline } = engine;
  if (faults.happens('webhook-lost', 'webhook')) {
    if (isSwept) missed.begin({ ...delivery, isRedelivery: false })(NOTHING_ANSWERED);
    return;
  }
  const late = faults.happens('webhook-late', 'webhook') ? random.int(1000, 600_000) : random.int(100, 900);
  timeline.after(late, () => deliver(around, delivery));
  if (faults.happens('webhook-twice', 'webhook'))
    timeline.after(late + random.int(0, 5000), () => deliver(around, delivery, true));
  if (faults.happens('webhook-redelivered', 'webhook'))
    timeline.after(random.int(60_000, 3_600_000), () => deliver(around, delivery, true));
}

/** What is not taken can be had again, within three days and with the same GUID. */
function deliver(around: Around, delivery: Sent, isRedelivery = false): void {
  const { engine, door, signatures, missed, outage, isSwept } = around;
  const { event, guid, body } = delivery;
  const failedAt = engine.timeline.now();
  const log = isSwept ? missed.begin({ event, guid, isRedelivery }) : undefined;
  if (outage.isDown || delivery.isRefused) {
    engine.timeline.after(engine.random.pick([20, PATIENCE_MS]), () => log?.(NOTHING_ANSWERED));
    return;
  }
  door.knock({
    request: signatures.byGitHub(event, guid, body),
    about: guid,
    patienceMs: PATIENCE_MS,
    answered(response) {
      log?.(response?.status ?? NOTHING_ANSWERED);
      if (isSwept || (response !== undefined && response.status < 500)) return;
      if (engine.timeline.now() - failedAt > REDELIVERED_WITHIN_MS) return;
      engine.timeline.after(300_000, () => deliver(around, delivery));
    },
  });
}
