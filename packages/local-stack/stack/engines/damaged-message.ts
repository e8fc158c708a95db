/** What a person reads when an engine cannot open what an earlier start has kept. */
import { storageMessage } from '@valine/sandboxes/storage-message';

const NOT_DAMAGE = /ENOSPC|EDQUOT|no space|disk is full|EACCES|EPERM|EROFS|permission denied|read-?only/i;

/** `error` tells why, itself or by its cause. */
export function damagedMessage(what: 'queues' | 'tables', folder: string, error: unknown): string {
  const reason = reasonsOf(error).at(-1) ?? String(error);
  if (NOT_DAMAGE.test(reason)) return storageMessage(folder, reason);
  return (
    `The ${what} in ${folder} cannot be read (${reason}): the files there are damaged. ` +
    `Delete that folder to start with empty ${what}, or set VALINE_DATA_DIR to another one.`
  );
}

function reasonsOf(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...reasonsOf(error.cause)] : [];
}
