/** Which plans have issues, or pull requests that their tasks have adopted: by their numbers. */
import type { PlannedSummary } from '@valine/records';
import type { Ports } from '../ports.ts';
import { laterOrNever } from './later-or-never.ts';
import { oursOf } from './ours-of.ts';

/**
 * Those of our repository, the newest first of each number. One query for each. `waits`: how often the event has waited.
 * @throws RetryLater, GiveUp as `laterOrNever` does
 */
export async function findPlanned(
  { store, names }: Pick<Ports, 'store' | 'names'>,
  numbers: readonly number[],
  waits: number,
  which: 'open' | 'ended' = 'open',
): Promise<PlannedSummary[]> {
  const planned = await Promise.all([...new Set(numbers)].map((number) => store.listPlanned(number, which)));
  return oursOf(names, planned.flat()).catch((error: unknown) => laterOrNever(error, waits));
}
