/** Makes the folder in which a stack keeps its data, for its owner alone, and tells when nothing can be kept in it. */
import { accessSync, chmodSync, constants, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { storageMessage } from '@valine/sandboxes/storage-message';

/** Tokens, keys and everything people said stand in it. */
const OWNER_ALONE = { folder: 0o700, file: 0o600 };
/** What a stack keeps, with what SQLite and the replacing of a file leave beside it. */
const OURS =
  /^(queues|tables|logs|probe|prompt-history|lock\.db.*|(local-stack|made)\.json|(\w+-)?sandbox(es)?\.json(\.next)?)$/;
/** A database that has less than this left soon has nothing. */
const PROBE_BYTES = 1024 * 1024;

/** `dataDir` is absolute. @throws what to do when the folder is unusable */
export function makeDataDir(dataDir: string): void {
  try {
    makeLevels(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    probe(dataDir);
  } catch (error) {
    throw new Error(storageMessage(dataDir, error), { cause: error });
  }
  keepToOwner(dataDir);
}

/** Why nothing can be kept in `dataDir` now, or undefined. */
export function findStorageProblem(dataDir: string): string | undefined {
  try {
    probe(dataDir);
    return undefined;
  } catch (error) {
    return storageMessage(dataDir, error);
  }
}

/** Also what an earlier version, or an engine, has made for everyone. What is not ours stays as it is. */
export function keepToOwner(dataDir: string): void {
  const entries = readdirSync(dataDir);
  if (entries.every((name) => OURS.test(name))) chmodSync(dataDir, OWNER_ALONE.folder);
  for (const name of entries.filter((each) => OURS.test(each))) tighten(join(dataDir, name));
}

function tighten(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  chmodSync(path, found.isDirectory() ? OWNER_ALONE.folder : OWNER_ALONE.file);
  if (found.isDirectory()) for (const name of readdirSync(path)) tighten(join(path, name));
}

function probe(dataDir: string): void {
  const file = join(dataDir, 'probe');
  try {
    writeFileSync(file, Buffer.alloc(PROBE_BYTES), { mode: OWNER_ALONE.file });
  } finally {
    rmSync(file, { force: true });
  }
}

/** Level by level: Node's recursive mkdir never ends where a parent exists but takes no folders, as in /proc. */
function makeLevels(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw new Error(`${folder} is not a folder`);
  makeLevels(dirname(folder));
  try {
    mkdirSync(folder, { mode: OWNER_ALONE.folder });
  } catch (error) {
    // Another program may just have made it.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
