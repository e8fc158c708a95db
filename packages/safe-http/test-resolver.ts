/** A resolver that knows a few names, and keeps which it was asked for. */
import type { Resolver } from './ports.ts';

export type FixedResolver = Resolver & { asked: string[] };

/** What a name has several lists for, it answers one after the other; the last one stays. */
export function fixedResolver(addresses: Readonly<Record<string, string[] | string[][]>>): FixedResolver {
  const asked: string[] = [];
  return {
    asked,
    async resolve(hostname) {
      asked.push(hostname);
      const known = addresses[hostname];
      if (known === undefined) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`);
      const times = asked.filter((name) => name === hostname).length;
      const answers = known.map((answer) => (Array.isArray(answer) ? answer : known.flat()));
      return answers[Math.min(times, answers.length) - 1] ?? [];
    },
  };
}
