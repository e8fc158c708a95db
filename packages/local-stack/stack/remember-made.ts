/** Remembers which queues and tables there are, so that one that is lost is told, not just made anew without its content. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Names = readonly string[];

/** `before`: what the engines had when they were opened; `now`: what they have. @returns a sentence for what was lost in between */
export function rememberMade(dataDir: string, before: Names, now: Names): string | undefined {
  const file = join(dataDir, 'made.json');
  const made = readNames(file);
  writeFileSync(file, JSON.stringify([...new Set([...made, ...now])]), { mode: 0o600 });
  const lost = now.filter((name) => made.includes(name) && !before.includes(name));
  return lost.length === 0 ? undefined : lostMessage(lost, dataDir);
}

/** None where it cannot be read: then nothing is known to be lost. */
function readNames(file: string): string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}

function lostMessage(names: Names, dataDir: string): string {
  return (
    `Deleted since the last start, so made anew and empty: ${names.join(', ')}. What stood there is lost; ` +
    `bring ${dataDir} back from a copy if you have one, or delete it to begin anew.`
  );
}
