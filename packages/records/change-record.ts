/** Read, decide, write — again when somebody else wrote in between. */
import { type Kind, type RecordOf, type RecordStore, TransientError } from './store.ts';

/** What a decision wants: a next record to write, or nothing to write and a word why. */
export type Change<K extends Kind, Verdict> = { next?: RecordOf<K>; verdict: Verdict };

/** As many as may be at it at a time: four dispatchers with five messages each, and some others. */
const ATTEMPTS = 25;

/** Too many others write the same record right now; nothing was written. Try again later. */
export class TooMuchContention extends TransientError {
  override name = 'TooMuchContention';
}

/**
 * Applies a pure decision to a record: one read and at most one write when nobody interferes.
 * `decide` gets undefined when there is no such record. It may run several times.
 * @returns the verdict, and the record as it stands now. @throws TooMuchContention
 */
export async function changeRecord<K extends Kind, Verdict>(
  store: RecordStore,
  kind: K,
  id: string,
  decide: (record: RecordOf<K> | undefined) => Change<K, Verdict>,
): Promise<{ record: RecordOf<K> | undefined; verdict: Verdict }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const record = await store.find(kind, id);
    const { next, verdict } = decide(record);
    if (next === undefined) return { record, verdict };
    const written = record === undefined ? await store.create(next) : await store.replace(record, next);
    if (written === 'created' || written === 'replaced') return { record: next, verdict };
  }
  throw new TooMuchContention(`${kind} ${id}: ${ATTEMPTS} writes in a row found that somebody else had written`);
}
