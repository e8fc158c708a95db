/** Something that was looked at: known, not to be had, or of no concern here. Unknown is never well. */

export type Fact<T> =
  | { is: 'known'; value: T }
  /** `why`: what stood against it. `mend`: what to do to know it. */
  | { is: 'unknown'; why: string; mend: string }
  /** There is nothing to look at. */
  | { is: 'needless'; why: string };

export function known<T>(value: T): Fact<T> {
  return { is: 'known', value };
}

export function unknown(why: string, mend: string): Fact<never> {
  return { is: 'unknown', why, mend };
}

export function needless(why: string): Fact<never> {
  return { is: 'needless', why };
}

/** What both say; what the first lacks counts first. */
export function both<A, B>(one: Fact<A>, other: Fact<B>): Fact<[A, B]> {
  if (one.is !== 'known') return one;
  if (other.is !== 'known') return other;
  return known([one.value, other.value]);
}

/** What is unknown has been told elsewhere: here it is no concern. */
export function toldElsewhere<T>(fact: Fact<T>, why: string): Fact<T> {
  return fact.is === 'unknown' ? needless(why) : fact;
}
