/** Remembers which routes Discord has said to be used up, so that a call is not made only to be refused. */

export type RateLimits = {
  /** Seconds before the route may be called again; 0 when it may be now. */
  waitSeconds(route: string): number;
  /** Takes in an answer's headers, and `retryAfterSeconds` of a 429. */
  note(route: string, headers: Headers, retryAfterSeconds: number | undefined): void;
};

/** Stands for every route of the bot, after a global 429. Calls with an interaction's token have no global limit. */
const EVERYWHERE = 'everywhere';

/** Routes are `<method> <path>`. Discord counts per channel and per webhook, not per message. */
export function createRateLimits(clock: { now(): number }): RateLimits {
  const openAt = new Map<string, number>();

  const bucketOf = (route: string) => route.replace(/\/messages\/[^/]+/, '/messages/:id');
  const leftMs = (key: string) => Math.max(0, (openAt.get(key) ?? 0) - clock.now());
  const close = (key: string, seconds: number) => openAt.set(key, clock.now() + seconds * 1000);
  const forgetOpen = () => {
    for (const key of openAt.keys()) if (leftMs(key) === 0) openAt.delete(key);
  };

  return {
    waitSeconds(route) {
      const everywhere = isOfBot(route) ? leftMs(EVERYWHERE) : 0;
      return Math.max(leftMs(bucketOf(route)), everywhere) / 1000;
    },
    note(route, headers, retryAfterSeconds) {
      forgetOpen();
      const resetAfter = Number(headers.get('x-ratelimit-reset-after'));
      if (headers.get('x-ratelimit-remaining') === '0' && resetAfter > 0) close(bucketOf(route), resetAfter);
      if (retryAfterSeconds === undefined) return;
      close(headers.get('x-ratelimit-global') === 'true' ? EVERYWHERE : bucketOf(route), retryAfterSeconds);
    },
  };
}

function isOfBot(route: string): boolean {
  return !route.includes(' /webhooks/');
}
