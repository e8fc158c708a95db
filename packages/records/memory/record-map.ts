/** The records in memory. New ones are kept as they are; a record that was there before may be unreadable. */
import { type RecordKey, readOrTell, readRecord } from '../read-record.ts';
import type { Kind, OnUnreadable, StoredRecord } from '../store.ts';

export type RecordMapOptions = {
  clock: { now(): number };
  copy: <T>(value: T) => T;
  /** What is there already, by `<kind>#<id>`. */
  records: Map<string, unknown>;
  onUnreadable: OnUnreadable;
};

export type RecordMap = {
  has(key: RecordKey): boolean;
  /** Not a copy. Undefined when there is none or it has expired. @throws UnreadableRecord */
  get(key: RecordKey): StoredRecord | undefined;
  /** Keeps a copy of a record that has been found readable. */
  put(record: StoredRecord): void;
  /** Not copies. Those that cannot be read are left out and told of. */
  all(kind: Kind): StoredRecord[];
};

export function createRecordMap({ clock, copy, records, onUnreadable }: RecordMapOptions): RecordMap {
  const readable = new WeakSet<object>();
  const isKnown = (found: object): found is StoredRecord => readable.has(found);
  const find = (key: RecordKey) => {
    const found = records.get(`${key.kind}#${key.id}`);
    return typeof found === 'object' && found !== null && isAlive(found, clock.now()) ? found : undefined;
  };
  const read = (key: RecordKey) => {
    const found = find(key);
    if (found === undefined || isKnown(found)) return found;
    return readRecord(key, found);
  };

  return {
    has: (key) => find(key) !== undefined,
    get: read,
    put(record) {
      const kept = copy(record);
      readable.add(kept);
      records.set(`${record.kind}#${record.id}`, kept);
    },
    all(kind) {
      const keys = [...records.keys()].map(keyIn).filter((key) => key.kind === kind);
      return keys.flatMap((key) => readOrTell(() => read(key), onUnreadable) ?? []);
    },
  };
}

function keyIn(key: string): RecordKey {
  const end = key.indexOf('#');
  return { kind: key.slice(0, end), id: key.slice(end + 1) };
}

function isAlive(found: object, now: number): boolean {
  return !('expiresAt' in found) || typeof found.expiresAt !== 'number' || found.expiresAt * 1000 > now;
}
