/** Counts what a set-up writes, and ends it at a write. */
import type { SendCall } from './decide/ports.ts';

/** The process ends there. */
class Killed extends Error {}

export type Life = ReturnType<typeof createLife>;

export function createLife() {
  const writes: string[] = [];
  /** How many writes are done yet until the process ends, before that one has its effect or after it. */
  let rest: { left: number; when: 'before' | 'after' } | undefined;
  return {
    writes,
    async writing<T>(what: string, effect: () => Promise<T>): Promise<T> {
      const isLast = rest !== undefined && rest.left === 0;
      if (rest !== undefined) rest.left -= 1;
      if (isLast && rest?.when === 'before') throw new Killed(what);
      const result = await effect();
      writes.push(what);
      if (isLast) throw new Killed(what);
      return result;
    },
    /** Whether it was ended there; it may have fewer writes. */
    async until(left: number, when: 'before' | 'after', run: () => Promise<unknown>): Promise<boolean> {
      rest = { left, when };
      try {
        await run();
        return false;
      } catch (error) {
        if (error instanceof Killed) return true;
        throw error;
      } finally {
        rest = undefined;
      }
    },
  };
}

/** A token for an hour is no change. */
export function sendTo(base: string, { writing }: Life): SendCall {
  return ({ method, path, body, authorization }) => {
    const send = async () => {
      const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${base}${path}`, { method, headers, ...sent });
      const text = await response.text();
      return { status: response.status, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
    };
    return method === 'GET' || path.endsWith('/access_tokens') ? send() : writing(`${method} ${path}`, send);
  };
}
