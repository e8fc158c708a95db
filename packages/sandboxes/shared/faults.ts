/** Answers that a test or a person asked for, given instead of the real ones. */
import type { Context, MiddlewareHandler } from 'hono';

export type Fault = { status: number; body?: unknown; headers?: Record<string, string>; after?: boolean };

export type Faults = {
  /** The next `count` requests are answered with the fault. With `after`, the request takes effect first. */
  failNext(count: number, fault: Fault): void;
  /** Every request is answered with the fault until `up`. */
  down(fault: Fault): void;
  up(): void;
  isDown(): boolean;
  middleware: MiddlewareHandler;
};

export function createFaults(): Faults {
  const next: Fault[] = [];
  let standing: Fault | undefined;
  return {
    failNext: (count, fault) => void next.push(...Array.from({ length: count }, () => fault)),
    down: (fault) => {
      standing = fault;
    },
    up: () => {
      standing = undefined;
    },
    isDown: () => standing !== undefined,
    middleware: async (c, proceed) => {
      const fault = next.shift() ?? standing;
      if (fault === undefined) return proceed();
      if (fault.after) await proceed();
      c.res = answer(c, fault);
    },
  };
}

function answer(c: Context, fault: Fault): Response {
  const headers = { 'content-type': 'application/json', ...fault.headers };
  return c.newResponse(fault.body === undefined ? null : JSON.stringify(fault.body), fault.status as 500, headers);
}
