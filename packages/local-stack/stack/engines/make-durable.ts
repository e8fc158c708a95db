/** Mends fauxqs 2.4.1's persistence, so that a kill loses or doubles no message. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Persistence, SqsQueue } from './fauxqs-parts.ts';

const DEDUPLICATION_MS = 5 * 60 * 1000;

export type Durability = { adopt(queue: SqsQueue): void };

/**
 * Returns `adopt`, to be called once for every queue:
 * - a move to a dead-letter queue is one transaction (fauxqs deletes first, then inserts);
 * - visibility 0 works (fauxqs writes NULL into a NOT NULL column);
 * - FIFO deduplication ids outlive a restart (fauxqs keeps them in memory).
 */
export function makeDurable(persistence: Persistence): Durability {
  const { db } = persistence as unknown as { db: DatabaseSync };
  db.exec(`CREATE TABLE IF NOT EXISTS deduplication
    (queue TEXT, id TEXT, message_id TEXT, sequence_number TEXT, sent INTEGER, PRIMARY KEY (queue, id))`);
  db.prepare('DELETE FROM deduplication WHERE sent < ?').run(Date.now() - DEDUPLICATION_MS);
  const makeReady = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void makeReady.run(messageId);
  const remember = db.prepare('INSERT OR REPLACE INTO deduplication VALUES (?, ?, ?, ?, ?)');
  const remembered = db.prepare('SELECT id, message_id, sequence_number FROM deduplication WHERE queue = ?');
  const atomically = createTransactions(db);

  function adopt(queue: SqsQueue): void {
    const { dequeue, enqueue } = queue;
    queue.dequeue = (...args) => atomically(() => dequeue.apply(queue, args));
    queue.enqueue = (message) =>
      atomically(() => {
        enqueue.call(queue, message);
        const { messageDeduplicationId: id, messageId, sequenceNumber } = message;
        if (id) remember.run(queue.name, id, messageId, sequenceNumber ?? null, Date.now());
      });
    for (const row of remembered.all(queue.name))
      queue.recordDeduplication(String(row['id']), String(row['message_id']), String(row['sequence_number']));
  }

  return { adopt };
}

/** Runs `work` in a transaction, or in the one that is already open. */
function createTransactions(db: DatabaseSync) {
  return function atomically<T>(work: () => T): T {
    if (db.isTransaction) return work();
    db.exec('BEGIN');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
}

/**
 * After a kill, makes messages that were in flight visible again. On AWS they stay invisible until their visibility
 * time-out. Here their consumers died with the stack, so waiting is useless. The interrupted receive is not counted:
 * a stopped laptop is not a failed attempt. Must run while nobody has the store open. @throws when the file is damaged
 */
export function reviveInFlight(dataDir: string): void {
  const file = join(dataDir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    assertSound(database);
    database.exec(`UPDATE sqs_messages
      SET receipt_handle = NULL, visibility_deadline = NULL,
          approximate_receive_count = MAX(approximate_receive_count - 1, 0)
      WHERE receipt_handle IS NOT NULL`);
  } finally {
    database.close();
  }
}

/** SQLite itself tells of a damaged page only when it comes upon it, which may be in the middle of the day. */
function assertSound(database: DatabaseSync): void {
  const [found] = database.prepare('PRAGMA quick_check(1)').all();
  if (found?.['quick_check'] !== 'ok') throw new Error(String(found?.['quick_check']));
}
