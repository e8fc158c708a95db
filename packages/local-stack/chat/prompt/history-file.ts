/** The lines typed at the prompt, kept over restarts. */
import { readFileSync, writeFileSync } from 'node:fs';

const KEPT_LINES = 500;

/** The newest first, as `readline` wants them. */
export function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-KEPT_LINES).reverse();
  } catch {
    return [];
  }
}

export function writeHistory(file: string, newestFirst: readonly string[]): void {
  writeFileSync(file, `${newestFirst.slice(0, KEPT_LINES).toReversed().join('\n')}\n`, { mode: 0o600 });
}
