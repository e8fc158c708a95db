/** Virtual time: nothing happens but the events of the heap, one after the other, each with all that follows from it. */
import { createEventHeap } from './event-heap.ts';
import type { Random } from './random.ts';

export type Timeline = {
  /** Epoch milliseconds. */
  now(): number;
  /** Rounded to whole milliseconds. */
  after(milliseconds: number, act: () => void): void;
  /** Runs what is due until `time`; then it is that time. Resolves to false if there was no end to it. */
  runUntil(time: number): Promise<boolean>;
  /** What the event under way leads to takes so many turns of the loop more: streams and timers of Node itself. */
  takeTurns(count: number): void;
  /** When the next event is due; undefined when there is none. */
  nextDue(): number | undefined;
  /** Events that have happened. */
  count(): number;
};

/** More than any world needs: one that goes on is caught in a loop. */
const MAX_EVENTS = 40_000;

export function createTimeline(random: Random, start: number): Timeline {
  const heap = createEventHeap();
  let now = start;
  let count = 0;
  let turns = 0;
  const settled = async () => {
    await promisesSettled();
    for (; turns > 0; turns -= 1) await promisesSettled();
  };
  return {
    now: () => now,
    takeTurns(more) {
      turns = Math.max(turns, more);
    },
    after(milliseconds, act) {
      heap.push({ time: now + Math.max(0, Math.round(milliseconds)), tie: random.next(), act });
    },
    async runUntil(time) {
      for (let next = heap.peek(); next !== undefined && next.time <= time; next = heap.peek()) {
        heap.pop();
        now = next.time;
        count += 1;
        next.act();
        await settled();
        if (count > MAX_EVENTS) return false;
      }
      now = Math.max(now, time);
      return true;
    },
    nextDue: () => heap.peek()?.time,
    count: () => count,
  };
}

let settling: (() => void)[] = [];

/**
 * Everything that follows from resolved promises has happened by the next turn of the loop. Worlds that run side by
 * side share the turn, which costs more than the event itself; they share nothing else.
 */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    if (settling.length === 0) setImmediate(nextTurn);
    settling.push(resolve);
  });
}

function nextTurn(): void {
  const settled = settling;
  settling = [];
  for (const resolve of settled) resolve();
}
