/** What waits for an operator's decision: effects of runs and follows, and messages. */
import type { EffectOwner, OperatorStore, PostedMessage } from '@valine/records';
import { listOwners } from '../list-owners.ts';

/** `at`: epoch milliseconds, where it is known. */
export type Parked = { id: string; what: string; of: string; reason: string; at?: number };

/** Records looked through of each kind, open and ended. */
const LIMIT = 100;

export async function listParked(store: OperatorStore): Promise<Parked[]> {
  const [records, messages] = await Promise.all([listLast(store), store.listParkedMessages(LIMIT)]);
  return [...records.flatMap(parkedEffects), ...messages.flatMap(parkedMessage)];
}

/** Where an effect is looked for whose record nobody names. */
export function listLast(store: OperatorStore): Promise<EffectOwner[]> {
  return listOwners(store, { all: true, limit: LIMIT });
}

function parkedEffects(record: EffectOwner): Parked[] {
  return record.effects.flatMap(({ id, kind, parked }) =>
    parked === undefined ? [] : [{ id, what: kind, of: record.id, reason: parked.reason, at: parked.at }],
  );
}

function parkedMessage({ id, parked }: PostedMessage): Parked[] {
  if (parked === undefined) return [];
  return [{ id, what: 'show-message', of: `revision ${parked.revision}`, reason: parked.reason }];
}
