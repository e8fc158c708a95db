/** Reads a folder with one file a setting, as `valine setup` writes it for this machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Values by name. What begins with a dot, or is being written, is none. @throws what is wrong, and what would be right */
export function readSettingsFolder(folder: string): Record<string, string> {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => !name.startsWith('.') && !name.endsWith('.next'));
  } catch (error) {
    throw new Error(noFolderMessage(folder, error), { cause: error });
  }
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8').trim()]));
}

function noFolderMessage(folder: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The settings in ${folder} cannot be read (${why}). valine setup writes them there.`;
}
