/** A value that outlives the process: one JSON file, replaced as a whole at every save. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { storageMessage } from './storage-message.ts';

export type JsonFile<T> = { value: T; save(): void };

/**
 * Opens the file, or starts with `initial()` when there is none. `save` returns once the file is replaced, so what was
 * answered after it is still known after a kill.
 */
export function openJsonFile<T>(path: string, initial: () => T): JsonFile<T> {
  const folder = dirname(path);
  const next = `${path}.next`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const value = read<T>(path) ?? readWhole<T>(next) ?? initial();
  function save(): void {
    try {
      writeFileSync(next, JSON.stringify(value), { mode: 0o600 });
      // To rename over a file waits for the disk on some file systems, several times as long as all of the rest. Whoever
      // is killed in between has the next one, which is whole.
      rmSync(path, { force: true });
      renameSync(next, path);
    } catch (error) {
      throw new Error(storageMessage(folder, error), { cause: error });
    }
  }
  save();
  return { value, save };
}

function read<T>(path: string): T | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Error(`${path} is not valid JSON. Delete it to start the sandbox afresh.`, { cause });
  }
}

/** Undefined where it ends in the middle: then it was the first ever to be saved. */
function readWhole<T>(path: string): T | undefined {
  try {
    return JSON.parse(readText(path) ?? '') as T;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
