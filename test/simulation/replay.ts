/** Everything comes again: at once, after GitHub's three days, after a queue's two weeks, after a redrive's four. */
import { QUEUES } from '@valine/contracts';
import { differenceOf, fingerprint } from './invariants/fingerprint.ts';
import { pass } from './pass.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days after the world's end. */
const MOMENTS = [0, 3, 14, 28] as const;
/** Redelivery ends then. */
const GITHUB_DAYS = 3;
/** All four moments; the other worlds have one of them. */
const WHOLE_EVERY = 8;

export async function replay(world: World, seed: number): Promise<void> {
  const { timeline } = world.engine;
  const before = fingerprint(world);
  const end = timeline.now();
  for (const [index, days] of MOMENTS.entries()) {
    if (seed % WHOLE_EVERY !== 0 && seed % MOMENTS.length !== index) continue;
    await timeline.runUntil(Math.max(timeline.now(), end + days * DAY));
    sendAllAgain(world, days);
    await pass(world, 60 * MINUTE);
    const after = fingerprint(world);
    if (after !== before && !isReadAtLast(world, before, after))
      world.engine.report(`a replay adds nothing`, `after ${days} days: ${differenceOf(before, after)}`);
  }
}

function sendAllAgain(world: World, days: number): void {
  world.engine.trace.note('everything again', () => `after ${days} days`);
  for (const queue of QUEUES) {
    for (const { text, group } of [...world.chronicle.sent[queue].values()])
      world.queues.put(queue, text, group === undefined ? {} : { group });
  }
  if (days > GITHUB_DAYS) return;
  for (const request of [...world.chronicle.deliveries])
    world.door.knock({
      request,
      about: request.headers['x-github-delivery'] ?? '',
      patienceMs: 10_000,
      answered: () => {},
    });
}

/** What was given up because GitHub refused to show it is told once it comes again: that is what a redrive is for. */
function isReadAtLast({ engine }: World, before: string, after: string): boolean {
  const wasRefused = [...engine.coverage.cells().keys()].some((cell) =>
    /findQueueStand.*(not-found|unauthorized)/.test(cell),
  );
  const told = (text: string) => text.split('out of the merge queue of').length;
  return wasRefused && told(after) > told(before);
}
