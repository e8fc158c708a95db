/** What a set-up remembers, in a file for its owner alone to read. */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../../terminal/errors.ts';
import type { Notes, NotesFile } from '../decide/ports.ts';
import { writePrivately } from './folder-store.ts';

export function openNotes(path: string): NotesFile {
  return {
    read: () => readNotes(path),
    write(notes) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writePrivately(path, JSON.stringify(notes));
    },
  };
}

function readNotes(path: string): Notes {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { passed: [] };
    throw error;
  }
  try {
    return { passed: [], ...(JSON.parse(text) as Partial<Notes>) };
  } catch (cause) {
    throw new CliError(`${path} is no JSON. Delete it, and run valine setup again: it finds most of it in the world.`, {
      cause,
    });
  }
}
