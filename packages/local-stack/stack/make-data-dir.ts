/** Makes the folder in which a stack keeps its data. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** `dataDir` is absolute. @throws what to do when the folder is unusable */
export function makeDataDir(dataDir: string): void {
  try {
    makeLevels(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(unusableMessage(dataDir, error), { cause: error });
  }
}

/** Level by level: Node's recursive mkdir never ends where a parent exists but takes no folders, as in /proc. */
function makeLevels(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw new Error(`${folder} is not a folder`);
  makeLevels(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another program may just have made it.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function unusableMessage(dataDir: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Nothing can be kept in ${dataDir} (${reason}). Set VALINE_DATA_DIR to a folder that can be written, or that can be made.`;
}
