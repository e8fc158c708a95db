/** A store as who has no mechanism uses it: nothing is remembered of messages, nothing conditional, no outbox. */
import { IllegalTransition, type RecordStore, type StoredRecord } from '@valine/records';

/** The decisions made over it are the real ones; what they know is the run's state and nothing of its past. */
export function withoutMechanism(store: RecordStore): RecordStore {
  return {
    ...store,
    async find(kind, id) {
      const found = kind === 'request' ? undefined : await store.find(kind, id);
      return found?.kind === 'plan' ? { ...found, applied: [], outbox: [] } : found;
    },
    async create(record) {
      await put(store, record);
      return 'created';
    },
    async replace(_, next) {
      await put(store, next);
      return 'replaced';
    },
    clearOutbox: async () => {},
  };
}

/** Writes over whatever is there; what the record has taken in and done is kept, for the invariants alone. */
export async function put(store: RecordStore, record: StoredRecord): Promise<void> {
  for (let written = 'conflict'; written === 'conflict'; ) {
    const current = await store.find(record.kind, record.id);
    const next = { ...record, outbox: [], version: (current?.version ?? 0) + 1 };
    if (current === undefined) written = (await store.create(next)) === 'created' ? 'created' : 'conflict';
    else written = await replaceLegally(store, current, withPast(current, next));
  }
}

function withPast(current: StoredRecord, next: StoredRecord): StoredRecord {
  if (current.kind !== 'plan' || next.kind !== 'plan') return next;
  const known = new Set(current.effects.map(({ id }) => id));
  return {
    ...next,
    applied: [...new Set([...current.applied, ...next.applied])],
    effects: [...current.effects, ...next.effects.filter(({ id }) => !known.has(id))],
  };
}

/** The store refuses to begin again what has ended: so much it does for the naive one too. */
async function replaceLegally(store: RecordStore, current: StoredRecord, next: StoredRecord): Promise<string> {
  try {
    return await store.replace(current, next);
  } catch (error) {
    if (error instanceof IllegalTransition) return 'refused';
    throw error;
  }
}
