/** Of several messages of one group that say one thing anew, only the newest is worth handling: once, where the oldest stands. */
import type { ParsedBody } from './parse-body.ts';
import type { QueueRecord } from './record.ts';

/** What a message says anew, and how new it is. */
export type Version = { key: string; revision: number };

export type Read<M> = { record: QueueRecord; parsed: ParsedBody<M> };

export type Newest<M> = {
  /** What is to be handled in the place of this one; undefined when that was done. */
  of(one: Read<M>): Read<M> | undefined;
  finish(one: Read<M>): void;
};

export function keepNewest<M>(lane: readonly Read<M>[], versionOf: (message: M) => Version): Newest<M> {
  const newest = new Map<string, { revision: number; one: Read<M> }>();
  const finished = new Set<string>();
  const keyOf = ({ parsed }: Read<M>) => (parsed.ok ? versionOf(parsed.message).key : undefined);
  for (const one of lane) {
    if (!one.parsed.ok) continue;
    const { key, revision } = versionOf(one.parsed.message);
    const known = newest.get(key);
    if (known === undefined || known.revision < revision) newest.set(key, { revision, one });
  }
  return {
    of(one) {
      const key = keyOf(one);
      if (key === undefined) return one;
      return finished.has(key) ? undefined : newest.get(key)?.one;
    },
    finish(one) {
      const key = keyOf(one);
      if (key !== undefined) finished.add(key);
    },
  };
}
