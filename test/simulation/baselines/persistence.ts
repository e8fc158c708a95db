/** Where Powertools keeps its records: in the world's own table, under the conditions of its DynamoDB layer. */
import { IdempotencyItemAlreadyExistsError, IdempotencyItemNotFoundError } from '@aws-lambda-powertools/idempotency';
import { BasePersistenceLayer, IdempotencyRecord } from '@aws-lambda-powertools/idempotency/persistence';
import type { PostedMessage, RecordStore } from '@valine/records';

/** What the layer writes of a record; `gone` where DynamoDB would delete. */
type Kept = {
  status: ReturnType<IdempotencyRecord['getStatus']>;
  expiry?: number;
  inProgressExpiry?: number;
  gone?: boolean;
};

/** Its documented way to bring a store of one's own; a subclass is what it asks for. */
export function createPersistence(store: RecordStore): BasePersistenceLayer {
  return new (class extends BasePersistenceLayer {
    protected override async _putRecord(record: IdempotencyRecord): Promise<void> {
      const stored = await store.find('message', idOf(record.idempotencyKey));
      const taken = stored !== undefined && isTaken(read(stored));
      if (!taken && (await write(store, stored, record.idempotencyKey, keptOf(record)))) return;
      throw new IdempotencyItemAlreadyExistsError(`Failed to put record for ${record.idempotencyKey}`);
    }

    protected override async _getRecord(key: string): Promise<IdempotencyRecord> {
      const stored = await store.find('message', idOf(key));
      const kept = stored && read(stored);
      if (kept === undefined || kept.gone) throw new IdempotencyItemNotFoundError('Item does not exist.');
      return new IdempotencyRecord({
        idempotencyKey: key,
        status: kept.status,
        ...(kept.expiry === undefined ? {} : { expiryTimestamp: kept.expiry }),
        ...(kept.inProgressExpiry === undefined ? {} : { inProgressExpiryTimestamp: kept.inProgressExpiry }),
      });
    }

    protected override _updateRecord = (record: IdempotencyRecord) => overwrite(store, record, keptOf(record));
    protected override _deleteRecord = (record: IdempotencyRecord) =>
      overwrite(store, record, { ...keptOf(record), gone: true });
  })();
}

/** `attribute_not_exists(id) OR expiry < now OR (status = INPROGRESS AND in_progress_expiry < now)`, turned round. */
function isTaken({ status, expiry = Number.POSITIVE_INFINITY, inProgressExpiry, gone }: Kept): boolean {
  const now = Date.now();
  const abandoned = status === 'INPROGRESS' && inProgressExpiry !== undefined && inProgressExpiry < now;
  return !gone && expiry >= now / 1000 && !abandoned;
}

async function overwrite(store: RecordStore, { idempotencyKey }: IdempotencyRecord, kept: Kept): Promise<void> {
  for (;;) {
    const stored = await store.find('message', idOf(idempotencyKey));
    if (await write(store, stored, idempotencyKey, kept)) return;
  }
}

/** False if somebody else has written since `stored` was read. */
async function write(store: RecordStore, stored: PostedMessage | undefined, key: string, kept: Kept): Promise<boolean> {
  const next = rowOf(key, kept, (stored?.version ?? 0) + 1);
  if (stored === undefined) return (await store.create(next)) === 'created';
  return (await store.replace(stored, next)) === 'replaced';
}

const idOf = (key: string) => `idempotency:${key}`;

function keptOf(record: IdempotencyRecord): Kept {
  const { expiryTimestamp: expiry, inProgressExpiryTimestamp: inProgressExpiry } = record;
  return {
    status: record.getStatus(),
    ...(expiry === undefined ? {} : { expiry }),
    ...(inProgressExpiry === undefined ? {} : { inProgressExpiry }),
  };
}

function read({ threadRefused = '{}' }: PostedMessage): Kept {
  return JSON.parse(threadRefused);
}

/** The port keeps records of three kinds only: a message's free text takes what the layer would write as attributes. */
function rowOf(key: string, kept: Kept, version: number): PostedMessage {
  return {
    kind: 'message',
    id: idOf(key),
    version,
    epoch: 0,
    shownRevision: 0,
    private: false,
    replyClosed: false,
    deletions: 0,
    threadRefused: JSON.stringify(kept),
    outbox: [],
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
}
