/** A value that outlives the process: one JSON file, replaced as a whole at every save. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { storageMessage } from './storage-message.ts';

export type JsonFile<T> = { value: T; save(): void };

/**
 * Opens the file, or starts with `initial()` when there is none. `save` returns once the file is replaced, so what was
 * answered after it is still known after a kill.
 */
export function openJsonFile<T>(path: string, initial: () => T): JsonFile<T> {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const value = read<T>(path) ?? initial();
  function save(): void {
    try {
      const next = `${path}.next`;
      writeFileSync(next, JSON.stringify(value), { mode: 0o600 });
      renameSync(next, path);
    } catch (error) {
      throw new Error(storageMessage(folder, error), { cause: error });
    }
  }
  save();
  return { value, save };
}

function read<T>(path: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Error(`${path} is not valid JSON. Delete it to start the sandbox afresh.`, { cause });
  }
}
