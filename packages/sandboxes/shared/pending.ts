/** Counts work under way, so that one can wait until there is none. */
export type Pending = { track<T>(work: Promise<T>): Promise<T>; count(): number; whenNone(): Promise<void> };

export function createPending(): Pending {
  const under = new Set<Promise<unknown>>();
  function track<T>(work: Promise<T>): Promise<T> {
    under.add(work);
    const done = () => under.delete(work);
    work.then(done, done);
    return work;
  }
  async function whenNone(): Promise<void> {
    while (under.size > 0) await Promise.allSettled(under);
  }
  return { track, count: () => under.size, whenNone };
}
