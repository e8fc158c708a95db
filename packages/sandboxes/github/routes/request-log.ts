/** Keeps which API requests came, so that a test can count them. */
import type { MiddlewareHandler } from 'hono';

const KEPT = 1000;

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
      kept = [...kept, `${c.req.method} ${pathname}${search}`].slice(-KEPT);
      await next();
    },
    list: () => [...kept],
    forget() {
      kept = [];
    },
  };
}
