/** What the sweep keeps in mind of effects that are parked, and what of them is told. */
import { type Change, expiryOf, SWEEP_ID, type Sweep, type Waiting } from '@valine/records';
import type { Finding } from '../look.ts';

/** The record stays small; whoever decides about these finds the others in `/ops`. */
const MOST = 100;

/** So long an admin may take before anybody is told. */
const PATIENCE_MS = 4 * 3_600_000;
const AGAIN_MS = 24 * 3_600_000;

export const PARKED = 'parked-effects';

/** Nothing is written where all of it is known. */
export function decideNote(
  sweep: Sweep | undefined,
  found: readonly Waiting[],
  now: number,
): Change<'sweep', 'noted' | 'known'> {
  const known = sweep?.parked ?? [];
  const isNew = (one: Waiting) => !known.some((other) => isSame(one, other));
  const parked = [...known, ...found.filter(isNew)].sort((one, other) => one.at - other.at).slice(0, MOST);
  if (parked.every((one) => !isNew(one))) return { verdict: 'known' };
  const before = sweep ?? { kind: 'sweep', id: SWEEP_ID, version: 0, slotAt: 0, checks: {}, outbox: [] };
  return { verdict: 'noted', next: { ...before, version: before.version + 1, parked, expiresAt: expiryOf(now) } };
}

/** What was parked anew since is another. */
export function isSame(one: Waiting, other: Waiting): boolean {
  return one.id === other.id && one.of === other.of && one.at === other.at;
}

/** Whether it is time to look at them: most are decided before, and nobody reads them for that. */
export function isRipe(parked: readonly Waiting[], now: number): boolean {
  return parked.some(({ at }) => now - at >= PATIENCE_MS);
}

/** `over`: those of which somebody has decided. */
export function parkedFindings(
  still: readonly Waiting[],
  over: readonly Waiting[],
  isTold: boolean,
  now: number,
): Finding[] {
  const forgets = over.length > 0 && { forgets: over };
  if (still.length === 0 || !(isTold || isRipe(still, now)))
    return [{ check: PARKED, is: 'good', isSettled: true, ...forgets }];
  return [
    {
      ...{ check: PARKED, is: 'bad', isSettled: true, says: waitingText(still.length), againAfterMs: AGAIN_MS },
      mend: '**Show /ops** lists them: Retry, Mark done or Drop. Until then what hangs on them does not go on.',
      section: 'Parked effects',
      ...forgets,
    },
  ];
}

function waitingText(count: number): string {
  const many = count >= MOST ? `${count} or more` : count;
  return count === 1 ? 'Nobody has decided about 1 parked effect' : `Nobody has decided about ${many} parked effects`;
}
