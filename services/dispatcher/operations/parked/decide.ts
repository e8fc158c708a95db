/** What the sweep keeps in mind of effects that are parked, and what of them is told. */
import {
  awaitsOperator,
  type Change,
  type EffectOwner,
  expiryOf,
  SWEEP_ID,
  type Sweep,
  type Waiting,
} from '@valine/records';
import type { Finding } from '../look.ts';

/** The record stays under 100 KB; whoever decides about these finds the others in `/ops`. */
const MOST = 400;

/** So long an admin may take before anybody is told. */
const PATIENCE_MS = 4 * 3_600_000;
const AGAIN_MS = 24 * 3_600_000;

export const PARKED = 'parked-effects';

export function waitingOf({
  kind: ownerKind,
  id: of,
  effects,
}: Pick<EffectOwner, 'kind' | 'id' | 'effects'>): Waiting[] {
  return effects.filter(awaitsOperator).map(({ id, parked }) => ({ id, ownerKind, of, at: parked?.at ?? 0 }));
}

/** Nothing is written where all of it is known. */
export function decideNote(
  sweep: Sweep | undefined,
  found: readonly Waiting[],
  now: number,
): Change<'sweep', 'noted' | 'known'> {
  const known = sweep?.parked ?? [];
  const isNew = (one: Waiting) => !known.some((other) => isSame(one, other));
  const { parked, ...more } = withRoom([...known, ...found.filter(isNew)]);
  const isMoreKnown = more.moreParked === undefined || sweep?.moreParked === true;
  if (isMoreKnown && parked.every((one) => !isNew(one))) return { verdict: 'known' };
  const before = sweep ?? { kind: 'sweep', id: SWEEP_ID, version: 0, slotAt: 0, checks: {}, outbox: [] };
  return {
    verdict: 'noted',
    next: { ...before, version: before.version + 1, parked, ...more, expiresAt: expiryOf(now) },
  };
}

/** The oldest, as many as there is room for. */
export function withRoom(all: readonly Waiting[]): { parked: Waiting[]; moreParked?: true } {
  const parked = all.toSorted((one, other) => one.at - other.at).slice(0, MOST);
  return { parked, ...(all.length > MOST && { moreParked: true }) };
}

/** What was parked anew since is another. */
export function isSame(one: Waiting, other: Waiting): boolean {
  return one.id === other.id && one.of === other.of && one.at === other.at;
}

/** Whether it is time to look at them: most are decided before, and nobody reads them for that. */
export function isRipe(parked: readonly Waiting[], now: number): boolean {
  return parked.some(({ at }) => now - at >= PATIENCE_MS);
}

/** `over`: those of which somebody has decided. `recalled`: those that were searched for, as there had been no room. `isMore`: there may be others. */
export type Waited = {
  still: readonly Waiting[];
  over: readonly Waiting[];
  recalled?: readonly Waiting[] | undefined;
  isMore: boolean;
};

export function parkedFindings({ still, over, recalled, isMore }: Waited, isTold: boolean, now: number): Finding[] {
  const forgets = { ...(over.length > 0 && { forgets: over }), ...(recalled && { recalls: recalled }) };
  if (still.length === 0 || !(isTold || isRipe(still, now)))
    return [{ check: PARKED, is: 'good', isSettled: true, ...forgets }];
  return [
    {
      ...{ check: PARKED, is: 'bad', isSettled: true, says: waitingText(still.length, isMore), againAfterMs: AGAIN_MS },
      mend: '**Show /ops** lists them: Retry, Mark done or Drop. Until then what hangs on them does not go on.',
      section: 'Parked effects',
      ...forgets,
    },
  ];
}

function waitingText(count: number, isMore: boolean): string {
  const many = isMore ? `at least ${count}` : String(count);
  return `Nobody has decided about ${many} parked ${count === 1 ? 'effect' : 'effects'}`;
}
