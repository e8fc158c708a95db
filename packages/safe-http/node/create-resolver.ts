/** Host names by the system's own resolver, which is what every other connection of the process asks. */
import { lookup } from 'node:dns/promises';
import type { Resolver } from '../ports.ts';
import { beforeAbort } from './before-abort.ts';

/** `withinMs`: how long one answer may take; the system itself may wait for minutes. */
export function createResolver(withinMs = 3_000): Resolver {
  return {
    async resolve(hostname) {
      const found = await beforeAbort(lookup(hostname, { all: true }), AbortSignal.timeout(withinMs));
      return [...new Set(found.map(({ address }) => address))];
    },
  };
}
