/** Allows one stack at a time on a data directory, and writes a file from which other programs learn its address. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDataDir } from './make-data-dir.ts';

/** The content of `local-stack.json`, by which the command line finds the stack. */
export type StackFile = {
  url: string;
  awsEndpoint: string;
  region: string;
  stage: string;
  /** Where the stack's Discord answers, when its settings name one. */
  discordApiUrl?: string;
  pid: number;
};

export type Claim = {
  /** Writes the stack's address to the file. */
  publish(file: Omit<StackFile, 'pid'>): void;
  release(): void;
};

/** @throws if the directory is unusable, or another running stack has it. The lock ends with its process, so a kill leaves nothing to clean up. */
export function claimDataDir(dataDir: string): Claim {
  makeDataDir(dataDir);
  const file = join(dataDir, 'local-stack.json');
  const lock = takeLock(join(dataDir, 'lock.db'));
  if (!lock) throw new Error(directoryInUseMessage(dataDir, ownerProcess(file)));
  const write = (content: object) =>
    writeFileSync(file, `${JSON.stringify({ ...content, pid: process.pid }, null, 2)}\n`, { mode: 0o600 });
  write({});
  return {
    publish: write,
    release() {
      rmSync(file, { force: true });
      lock.close();
    },
  };
}

/** An exclusive SQLite transaction: the only lock in Node that the system releases when a process is killed. */
function takeLock(path: string): DatabaseSync | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch {
    database.close();
    return undefined;
  }
}

function ownerProcess(file: string): number | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).pid;
  } catch {
    return undefined;
  }
}

function directoryInUseMessage(dataDir: string, pid: number | undefined): string {
  const stop = pid === undefined ? 'stop it' : `stop it (kill ${pid})`;
  return (
    `A local stack already runs on ${dataDir}${pid === undefined ? '' : ` (process ${pid})`}. ` +
    `Use that one, ${stop}, or start another with another VALINE_DATA_DIR and PORT.`
  );
}
