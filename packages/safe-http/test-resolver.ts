/** Resolvers that know a few names, and keep which they were asked for. */
import type { Resolver } from './ports.ts';

export type TestResolver = Resolver & { asked: string[] };

export function fixedResolver(addresses: Readonly<Record<string, string[]>>): TestResolver {
  return changingResolver(Object.fromEntries(Object.entries(addresses).map(([name, answer]) => [name, [answer]])));
}

/** Answers a name with the next of its lists each time it is asked; the last one stays. */
export function changingResolver(answers: Readonly<Record<string, string[][]>>): TestResolver {
  const asked: string[] = [];
  return {
    asked,
    async resolve(hostname) {
      const times = asked.filter((name) => name === hostname).length;
      asked.push(hostname);
      const answer = answers[hostname]?.[times] ?? answers[hostname]?.at(-1);
      if (answer === undefined) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`);
      return answer;
    },
  };
}
