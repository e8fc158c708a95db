/** Gives a folder exactly these files, while running programs read it and other builds write the same ones. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type BuiltFile = { path: string; contents: Uint8Array };

/** `folder`, and the `path` of each file in it: absolute. */
export async function replaceFolder(folder: string, files: readonly BuiltFile[]): Promise<void> {
  await Promise.all(files.map((file) => replaceFile(folder, file)));
  await removeOthers(folder, new Set(files.map(({ path }) => path)));
}

/** In one step, and only if something changed. Drafts stand beside the folder: in it another build would remove them. */
async function replaceFile(folder: string, { path, contents }: BuiltFile): Promise<void> {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${folder}.${randomUUID()}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}

/** Chunks of earlier builds: the whole folder is what gets deployed. */
async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const present = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = present.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.filter((file) => !kept.has(file)).map((file) => rm(file, { force: true })));
}
