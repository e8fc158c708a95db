/** A directory of its own for one test; gone when the test is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** `whenOver`: a test that runs beside others gives its own. */
export function testDir(whenOver: (remove: () => void) => void = onTestFinished): string {
  const dir = mkdtempSync(join(tmpdir(), 'valine-sandbox-'));
  whenOver(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
