/** Whether what a build has left is still what its sources would give: so that it need not be done at every start. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BuiltFile } from './replace-folder.ts';

/** `sources`: files that it was made of, or that say how. `folders`: what it wrote, and nothing else. Absolute all of them. */
export type Build = {
  sources: readonly string[];
  folders: readonly string[];
  files: readonly BuiltFile[];
  startedAt: number;
};

/** `sources`: what the system tells of each. `built`: a hash of each file. */
type Remembered = { sources: Record<string, string>; folders: readonly string[]; built: Record<string, string> };

/** A file's time may be a little behind the clock. */
const CLOSE_MS = 2000;

/** Writes it to `path`, if that can be written; nothing of a build during which a source was changed, or right before. */
export function rememberBuild(path: string, { sources, folders, files, startedAt }: Build): void {
  try {
    rmSync(path, { force: true });
    if (sources.some((source) => statSync(source).ctimeMs > startedAt - CLOSE_MS)) return;
    const built = Object.fromEntries(files.map((file) => [file.path, hash('sha256', file.contents)]));
    const remembered: Remembered = { sources: stampsOf(sources), folders, built };
    writeFileSync(path, JSON.stringify(remembered));
  } catch {
    // What is installed is read-only, or a source has gone meanwhile: the next start builds again.
  }
}

/** Whether the build of which `path` tells would write what is there. */
export function isBuiltAlready(path: string): boolean {
  try {
    const { sources, folders, built }: Remembered = JSON.parse(readFileSync(path, 'utf8'));
    if (!isDeepStrictEqual(stampsOf(Object.keys(sources)), sources)) return false;
    return isDeepStrictEqual(hashesIn(folders), built);
  } catch {
    // Nothing is remembered, or a file is gone.
    return false;
  }
}

/** Whatever changes a file or puts another in its place changes one of these; the last nobody can set. */
function stampsOf(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    paths.map((path) => {
      const { ino, size, mtimeMs, ctimeMs } = statSync(path);
      return [path, `${ino} ${size} ${mtimeMs} ${ctimeMs}`];
    }),
  );
}

function hashesIn(folders: readonly string[]): Record<string, string> {
  const entries = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, hash('sha256', readFileSync(path))]));
}
