/** The requests a sandbox was sent, for tests to read. */
import type { MiddlewareHandler } from 'hono';

const KEPT_REQUESTS = 1000;

export type RequestLog = {
  middleware: MiddlewareHandler;
  /** `METHOD /path?query`, the oldest first. */
  list(): string[];
  forget(): void;
};

export function createRequestLog(): RequestLog {
  let kept: string[] = [];
  return {
    middleware: async (c, next) => {
      const { pathname, search } = new URL(c.req.url);
      kept = [...kept, `${c.req.method} ${pathname}${search}`].slice(-KEPT_REQUESTS);
      await next();
    },
    list: () => [...kept],
    forget() {
      kept = [];
    },
  };
}
