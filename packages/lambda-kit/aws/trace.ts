/** What work is going on about: on every log line, and on every message that it sends, through all services. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Trace } from '../trace-of.ts';

const current = /* @__PURE__ */ new AsyncLocalStorage<Trace>();

export function withinTrace<T>(trace: Trace, work: () => Promise<T>): Promise<T> {
  return current.run(trace, work);
}

/** Empty where nothing is known, such as at a cold start. */
export function currentTrace(): Partial<Trace> {
  return current.getStore() ?? {};
}
