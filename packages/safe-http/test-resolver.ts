/** Resolvers that know a few names, and keep the names of all lookups. */
import type { Resolver } from './ports.ts';

export type TestResolver = Resolver & { lookups: string[] };

export function fixedResolver(addresses: Readonly<Record<string, string[]>>): TestResolver {
  return changingResolver(Object.fromEntries(Object.entries(addresses).map(([name, answer]) => [name, [answer]])));
}

/** Answers a name with the next of its lists each time it is asked; the last one stays. */
export function changingResolver(answers: Readonly<Record<string, string[][]>>): TestResolver {
  const lookups: string[] = [];
  return {
    lookups,
    async resolve(hostname) {
      const times = lookups.filter((name) => name === hostname).length;
      lookups.push(hostname);
      const answer = answers[hostname]?.[times] ?? answers[hostname]?.at(-1);
      if (answer === undefined) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`);
      return answer;
    },
  };
}
