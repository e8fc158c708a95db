/** Secrets as they stand now, and a `fetch` that authorises itself with them: a changed one needs no deploy and no cold start. */
import type { Clock } from '../ports.ts';

/** Values by setting name. */
type Secrets = Readonly<Record<string, string>>;

type FreshSecretsOptions = {
  /** As they stood at cold start. */
  first: Secrets;
  read(): Promise<Secrets>;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Told of every value that is new: no log may show it either. */
  learned(value: string): void;
};

export type FreshSecrets = {
  fetch: typeof globalThis.fetch;
  /** As it stands now. `isDoubted`: even if it was read a minute ago. @throws Error for one that the function does not have */
  get(name: string, isDoubted?: boolean): Promise<string>;
};

/** At the next use after so long they are read again. */
const OLD_MS = 5 * 60_000;
/** Whoever is refused again and again must not ask as often. */
const AGAIN_MS = 30_000;

/**
 * Callers authorise with the values that they were given; what has changed since is put in their place. A call that is
 * refused with 401 did nothing, so it goes once more where there is a new value, and never a third time.
 */
export function createFreshSecrets({ first, read, clock, fetch, learned }: FreshSecretsOptions): FreshSecrets {
  let current = first;
  let readAt = clock.now();
  let reading: Promise<void> | undefined;
  /** Of the values of before, too. */
  const nameOf = new Map(Object.entries(first).map(([name, value]) => [value.trim(), name]));
  const keep = (next: Secrets) => {
    current = next;
    for (const [name, value] of Object.entries(next)) {
      if (!nameOf.has(value.trim())) learned(value);
      nameOf.set(value.trim(), name);
    }
  };
  /** What cannot be read now stays as it was. */
  const renew = () => {
    readAt = clock.now();
    reading ??= read()
      .then(keep, () => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  const renewOld = async () => {
    if (clock.now() - readAt >= OLD_MS) await renew();
  };

  const renewDoubted = () => (clock.now() - readAt >= AGAIN_MS ? renew() : reading);

  const freshFetch: typeof globalThis.fetch = async (input, init) => {
    const [scheme = '', given = ''] = (new Headers(init?.headers).get('authorization') ?? '').split(' ');
    const name = nameOf.get(given);
    if (name === undefined) return fetch(input, init);
    const send = (value: string) => fetch(input, value === given ? init : authorised(init, `${scheme} ${value}`));
    await renewOld();
    const used = current[name]?.trim() ?? given;
    const answer = await send(used);
    if (answer.status !== 401) return answer;
    await renewDoubted();
    const value = current[name]?.trim() ?? used;
    if (value === used) return answer;
    await answer.body?.cancel();
    return send(value);
  };

  return {
    fetch: freshFetch,
    async get(name, isDoubted = false) {
      await (isDoubted ? renewDoubted() : renewOld());
      const value = current[name]?.trim();
      if (value) return value;
      throw new Error(
        `${name} is no secret of this function: infra gives it to those that use it, so deploy the stack again.`,
      );
    },
  };
}

function authorised(init: RequestInit | undefined, authorization: string): RequestInit {
  const headers = new Headers(init?.headers);
  headers.set('authorization', authorization);
  return { ...init, headers };
}
