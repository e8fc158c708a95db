/** The one place where real time is replaced: Powertools asks `Date` itself, and must be told the world's time. */

/** From now on `Date` tells `now()`. Returns what undoes it. One world at a time. */
export function replaceDate(now: () => number): () => void {
  const real = globalThis.Date;
  globalThis.Date = new Proxy(real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  return () => {
    globalThis.Date = real;
  };
}
