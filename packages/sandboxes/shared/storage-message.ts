/** What a person reads when something cannot be kept: the disk is full, the folder cannot be written, or the error itself. */

const FULL = /ENOSPC|EDQUOT|no space left|disk is full|quota exceeded/i;
const UNWRITABLE = /EACCES|EPERM|EROFS|permission denied|read-?only/i;

/** `error`: of the file system, or of an engine that words it in its own way. */
export function storageMessage(folder: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (FULL.test(reason)) {
    return `The disk is full: nothing more can be kept in ${folder}. Free some space, or set VALINE_DATA_DIR to a folder on another disk.`;
  }
  const what = UNWRITABLE.test(reason) ? `The folder ${folder} cannot be written` : `Nothing can be kept in ${folder}`;
  return `${what} (${reason}). Set VALINE_DATA_DIR to a folder that can be written, or that can be made.`;
}
