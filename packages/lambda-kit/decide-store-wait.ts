/** How long a message waits: while the store is in trouble, and at least, where every wait spends a receive. */

export type Waiter = {
  messageId: string;
  /** How often the message was given out before. */
  earlier: number;
  /** Epoch milliseconds. */
  firstSentAt: number;
  /** On a FIFO queue every wait spends a receive: fewer and longer ones have to do. */
  fifo: boolean;
};

/** What passes by itself has passed by then; anything else is for people, who hear of dead letters. */
const STORE_PATIENCE_MS = 3_600_000;

const FIRST_SECONDS = 4;
const LONGEST_SECONDS = { standard: 30, fifo: 150 };

/**
 * Seconds until the next try: from a step that doubles to twice as long, so that those that got into each other's way
 * do not meet again. Undefined once the message is older than an hour (`now`: epoch milliseconds).
 */
export function decideStoreWait({ messageId, earlier, firstSentAt, fifo }: Waiter, now: number): number | undefined {
  if (now - firstSentAt > STORE_PATIENCE_MS) return undefined;
  const longest = fifo ? LONGEST_SECONDS.fifo : LONGEST_SECONDS.standard;
  const step = Math.min(longest, FIRST_SECONDS * 2 ** Math.min(earlier, 10));
  return step + (hashOf(`${messageId} ${earlier}`) % (step + 1));
}

const FREE_RECEIVES = 6;
const LONGEST_WAIT_SECONDS = 900;

/**
 * Seconds that a message of a FIFO queue waits at least, by how often it was given out: whatever it is told to wait for,
 * and however shortly each time, the 20 receives it has outlast an hour.
 */
export function shortestWait(receives: number): number {
  return receives <= FREE_RECEIVES ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** (receives - FREE_RECEIVES));
}

/** FNV-1a, 32 bits: the same for the same message, and as good as chance among several. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
