/** Which routes may not be called for now, by what Discord and what stands before it have answered. */

export type RateLimits = {
  /** Seconds before the route may be called again; 0 when it may be now. */
  waitSeconds(route: string): number;
  /** Takes in the headers of an answer of Discord's own, and `retryAfterSeconds` of a 429. */
  note(route: string, headers: Headers, retryAfterSeconds: number | undefined): void;
  /** What stands before Discord lets nothing through: closes every route, and returns for how many seconds. */
  noteBlock(askedSeconds: number | undefined): number;
};

/** Stands for every route of the bot, after a global 429. Calls with an interaction's token have no global limit. */
const EVERYWHERE = 'everywhere';
/** Stands for every route there is: whoever goes on asking through a block makes it longer. */
const BLOCK = 'block';
const FIRST_BLOCK_SECONDS = 60;
const LONGEST_BLOCK_SECONDS = 900;

/** Routes are `<method> <path>`. Discord counts per channel and per webhook, not per message. */
export function createRateLimits(clock: { now(): number }): RateLimits {
  const openAt = new Map<string, number>();
  let blocks = 0;

  const bucketOf = (route: string) => route.replace(/\/messages\/[^/]+/, '/messages/:id');
  const leftMs = (key: string) => Math.max(0, (openAt.get(key) ?? 0) - clock.now());
  const close = (key: string, seconds: number) => openAt.set(key, clock.now() + seconds * 1000);
  const forgetOpen = () => {
    for (const key of openAt.keys()) if (leftMs(key) === 0) openAt.delete(key);
  };

  return {
    waitSeconds(route) {
      const everywhere = isOfBot(route) ? leftMs(EVERYWHERE) : 0;
      return Math.max(leftMs(bucketOf(route)), everywhere, leftMs(BLOCK)) / 1000;
    },
    note(route, headers, retryAfterSeconds) {
      forgetOpen();
      blocks = 0;
      const resetAfter = Number(headers.get('x-ratelimit-reset-after'));
      if (headers.get('x-ratelimit-remaining') === '0' && resetAfter > 0) close(bucketOf(route), resetAfter);
      if (retryAfterSeconds === undefined) return;
      close(headers.get('x-ratelimit-global') === 'true' ? EVERYWHERE : bucketOf(route), retryAfterSeconds);
    },
    noteBlock(askedSeconds = 0) {
      const grown = Math.min(FIRST_BLOCK_SECONDS * 2 ** blocks, LONGEST_BLOCK_SECONDS);
      const seconds = Math.max(askedSeconds, grown);
      blocks += 1;
      close(BLOCK, seconds);
      return seconds;
    },
  };
}

function isOfBot(route: string): boolean {
  return !route.includes(' /webhooks/');
}
