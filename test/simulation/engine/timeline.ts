/** Virtual time: nothing happens but the events of the heap, one after the other, each with all that follows from it. */
import { createEventHeap } from './event-heap.ts';
import type { Random } from './random.ts';

export type Timeline = {
  /** Epoch milliseconds. */
  now(): number;
  /** Rounded to whole milliseconds. An `act` that leaves nothing to promises may return false: nobody waits for them then. */
  after(milliseconds: number, act: () => unknown): void;
  /** Runs what is due until `time`; then it is that time. Resolves to false if there was no end to it. */
  runUntil(time: number): Promise<boolean>;
  /** What the event under way leads to takes so many turns of the loop more: streams and timers of Node itself. */
  takeTurns(count: number): void;
  /** When the next event is due; undefined when there is none. */
  nextDue(): number | undefined;
  /** Events that have happened. */
  count(): number;
};

/** There is no end to it where it takes more than `mostEvents`. */
export function createTimeline(random: Random, start: number, mostEvents: number): Timeline {
  const heap = createEventHeap();
  let now = start;
  let count = 0;
  let turns = 0;
  /** Acts until promises have to settle. False: there is no end to it. Undefined: to be called again after them. */
  const runSome = (time: number): boolean | undefined => {
    for (let next = heap.peek(); next !== undefined && next.time <= time; next = heap.peek()) {
      if (count > mostEvents) return false;
      heap.pop();
      now = next.time;
      count += 1;
      if (next.act() !== false) return undefined;
    }
    now = Math.max(now, time);
    return true;
  };
  return {
    now: () => now,
    takeTurns(more) {
      turns = Math.max(turns, more);
    },
    after(milliseconds, act) {
      heap.push({ time: now + Math.max(0, Math.round(milliseconds)), tie: random.next(), act });
    },
    runUntil: (time) =>
      new Promise((resolve, reject) => {
        const goOn = () => {
          if (turns > 0) {
            turns -= 1;
            setImmediate(goOn);
            return;
          }
          try {
            const ended = runSome(time);
            if (ended === undefined) afterPromises(goOn);
            else resolve(ended);
          } catch (error) {
            reject(error);
          }
        };
        // A turn of the loop: Node tells then of rejections that nobody has handled.
        setImmediate(goOn);
      }),
    nextDue: () => heap.peek()?.time,
    count: () => count,
  };
}

const resolved = Promise.resolve();

/** Once everything that follows from resolved promises has happened: the queue of ticks is looked at after theirs. */
function afterPromises(goOn: () => void): void {
  void resolved.then(() => process.nextTick(goOn));
}
