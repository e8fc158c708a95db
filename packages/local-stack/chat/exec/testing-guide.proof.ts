/** The ten scenarios of docs/testing-guide.md, typed as they stand there, on the whole local stack. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { openLocalSystem } from '../system/open-local-system.ts';
import { createTerminalLog } from '../system/terminal-log.ts';
import { runExec } from './run-exec.ts';

type Scenario = { title: string; lines: string[]; expected: string[] };

const GUIDE = readFileSync(new URL('../../../../docs/testing-guide.md', import.meta.url), 'utf8');
const SCENARIOS = GUIDE.split(/\n(?=## \d+\. )/)
  .slice(1)
  .map(scenarioIn);

/** What is typed is the block; what must be printed afterwards is each `- ` line's code. */
function scenarioIn(part: string): Scenario {
  const [title = ''] = part.split('\n');
  const [, typed = ''] = /```text\n(.*?)```/s.exec(part) ?? [];
  const expected = [...part.matchAll(/^- `(.+)`$/gm)].map(([, said = '']) => said);
  return { title, lines: typed.trim().split('\n'), expected };
}

type System = Parameters<typeof runExec>[0];
const dataDir = mkdtempSync(join(tmpdir(), 'valine-guide-'));
let system: System;
let close: () => Promise<void>;
beforeAll(async () => {
  const environment = readEnvironment({ VALINE_DATA_DIR: dataDir });
  const { discord, ...opened } = await openLocalSystem(
    environment,
    0,
    createTerminalLog('error', () => undefined),
  );
  if (discord === undefined) throw new Error('there is no sandbox of Discord');
  system = { ...opened, discord };
  close = opened.close;
}, 120_000);
afterAll(async () => {
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** `<plan>` and `<issue>` are the newest that were printed. */
function filled(line: string, printed: string): string {
  const newest = (pattern: RegExp) => [...printed.matchAll(pattern)].at(-1)?.[1] ?? '';
  return line.replace('<plan>', newest(/(plan-\w{10})/g)).replace('<issue>', newest(/\[#(\d+)\]/g));
}

it('are ten, each with what is to be seen', () => {
  expect(SCENARIOS.map(({ title }) => title.replace(/\D+/g, ''))).toEqual('1 2 3 4 5 6 7 8 9 10'.split(' '));
  for (const { expected } of SCENARIOS) expect(expected.length).toBeGreaterThan(0);
});

describe('scenario', () => {
  let before = '';

  it.each(SCENARIOS)(
    '$title',
    async ({ lines, expected }) => {
      const printed: string[] = [];
      const typed = lines.map((line) => ({
        mayBeRefused: true as const,
        line: (now: string) => filled(line, before + now),
      }));
      await runExec(system, typed, (text) => printed.push(text));
      const all = printed.join('\n');
      before += all;
      for (const said of expected) expect(all).toContain(said);
    },
    120_000,
  );
});
