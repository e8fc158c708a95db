/**
 * How many files of the project one command executes, over all services: `pnpm exec vitest run test/bench`. A file counts
 * if one of its functions was called between the command and the rest after it.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openTeam } from '../stories/support/open-team.ts';
import { AT_ONCE } from '../stories/support/work-on-github.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What stands in for the platforms, and helpers of tests. */
const OUTSIDE =
  /^(test|packages\/(sandboxes|testing|workflows|[a-z]+-model|local-stack|toolchain))\/|node_modules|\/memory\/|\/testing\/|\/test-[^/]*$/;

async function filesExecuted(command: () => Promise<unknown>): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await session.post('Profiler.takePreciseCoverage');
  await command();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const called = result.filter(({ functions }) =>
    functions.some(({ functionName, ranges }) => functionName !== '' && ranges.some(({ count }) => count > 0)),
  );
  const paths = called.map(({ url }) => url.replace(/^file:\/\//, '').replace(/\?.*$/, ''));
  return [...new Set(paths.filter((path) => path.startsWith(ROOT)).map((path) => path.slice(ROOT.length)))]
    .filter((path) => !OUTSIDE.test(path))
    .sort();
}

async function filesOf(command: string): Promise<string[]> {
  const { chat, github } = await openTeam();
  github.nextRun(AT_ONCE);
  return filesExecuted(() => chat.command(command));
}

describe('files that are executed', () => {
  it.each([
    ['/plan', 65],
    ['/diagnose', 117],
  ])('by %s are %i at most', async (command, most) => {
    const files = await filesOf(command);
    console.log(`${command} executes ${files.length} files:\n  ${files.join('\n  ')}`);
    expect(files.length).toBeLessThanOrEqual(most);
  });
});
