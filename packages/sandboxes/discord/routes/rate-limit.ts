/** Discord's limits per route: counted, told in headers, and enforced with 429. */
import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

export type RateLimit = { requests: number; windowMs: number };

export type RateLimits = {
  /** The next `count` requests are answered 429, with `seconds` to wait. */
  limitNext(count: number, seconds: number, scope?: 'user' | 'shared' | 'global'): void;
  middleware: MiddlewareHandler;
};

type Bucket = { used: number; resetsAt: number };
type Limit = { seconds: number; scope: 'user' | 'shared' | 'global' };

export function createRateLimits(limit: RateLimit): RateLimits {
  const asked: Limit[] = [];
  const buckets = new Map<string, Bucket>();
  return {
    limitNext: (count, seconds, scope = 'user') =>
      void asked.push(...Array.from({ length: count }, () => ({ seconds, scope }))),
    middleware: async (c, next) => {
      const name = bucketName(c);
      const bucket = currentBucket(buckets, name, limit);
      const order = asked.shift();
      const wait =
        order?.seconds ?? (bucket.used >= limit.requests ? (bucket.resetsAt - Date.now()) / 1000 : undefined);
      bucket.used = Math.min(limit.requests, bucket.used + 1);
      tell(c, limit, bucket, name, wait);
      if (wait === undefined) return next();
      c.res = refuse(c, wait, order?.scope ?? 'user');
    },
  };
}

/** One bucket for a method and route, apart for each channel or webhook. */
function bucketName(c: Context): string {
  const [top, id, ...rest] = c.req.path.replace(/^\/api\/v\d+\//, '').split('/');
  const token = top === 'webhooks' ? rest.shift() : '';
  const route = rest.map((part) => part.replace(/^\d{10,}$/, ':id')).join('/');
  return createHash('md5').update(`${c.req.method} ${top}/${id}/${token}/${route}`).digest('hex');
}

function currentBucket(buckets: Map<string, Bucket>, name: string, limit: RateLimit): Bucket {
  const known = buckets.get(name);
  if (known !== undefined && known.resetsAt > Date.now()) return known;
  const bucket = { used: 0, resetsAt: Date.now() + limit.windowMs };
  buckets.set(name, bucket);
  return bucket;
}

function tell(c: Context, limit: RateLimit, bucket: Bucket, name: string, wait: number | undefined): void {
  const resetAfter = wait ?? Math.max(0, bucket.resetsAt - Date.now()) / 1000;
  c.header('X-RateLimit-Limit', String(limit.requests));
  c.header('X-RateLimit-Remaining', String(wait === undefined ? limit.requests - bucket.used : 0));
  c.header('X-RateLimit-Reset', (Date.now() / 1000 + resetAfter).toFixed(3));
  c.header('X-RateLimit-Reset-After', resetAfter.toFixed(3));
  c.header('X-RateLimit-Bucket', name);
}

function refuse(c: Context, seconds: number, scope: Limit['scope']): Response {
  c.header('Retry-After', String(Math.max(1, Math.ceil(seconds))));
  c.header('X-RateLimit-Scope', scope);
  if (scope === 'global') c.header('X-RateLimit-Global', 'true');
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' };
  return c.json(body, 429);
}
