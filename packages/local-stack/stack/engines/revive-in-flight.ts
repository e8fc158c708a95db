/** After a kill: what the dead stack's functions had in hand is visible again at once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * The one difference from AWS, where such messages stay invisible until their visibility time-out: locally their
 * consumers died with the stack, so nobody waits minutes for nothing. The receive that the kill cut short is not
 * counted, because a stopped laptop is not a failed attempt. Must run while nobody has the store open.
 */
export function reviveInFlight(dataDir: string): void {
  const file = join(dataDir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec(`UPDATE sqs_messages
      SET receipt_handle = NULL, visibility_deadline = NULL,
          approximate_receive_count = MAX(approximate_receive_count - 1, 0)
      WHERE receipt_handle IS NOT NULL`);
  } finally {
    database.close();
  }
}
