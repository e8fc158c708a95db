import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testTerminal } from '../test-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'valine-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const RULES = {
  'red-main': {
    ...{ event: 'workflow_run', branch: 'main', mode: 'changes', channel: '900', mention: { role: '7' } },
    quiet: { from: '20:00', to: '07:30', time_zone: 'Europe/Berlin', days: ['sun'], failures_pass: false },
  },
  nightly: { event: 'workflow_run', name: ['Nightly', 'Weekly'], mode: 'failures', thread: '901' },
  releases: { event: 'release', channel: '900' },
  mine: { event: 'workflow_run', person: '77' },
};
const rules = file('rules.json', RULES);
const failed = {
  ...{ action: 'completed', workflow: { name: 'CI' }, sender: { login: 'ada' } },
  workflow_run: {
    id: 1,
    head_branch: 'main',
    conclusion: 'failure',
    html_url: 'https://github.com/acme/web/actions/runs/1',
  },
};
const run = (command: string) => testTerminal().run(command);

it('lists the rules in words', async () => {
  expect((await run(`rules --rules ${rules}`)).stdout).toMatchInlineSnapshot(`
    "red-main: changes of workflow_run (completed), branch main → channel 900; mentions role 7; quiet 20:00–07:30, sun (Europe/Berlin)
    nightly: failures of workflow_run (completed), name Nightly or Weekly → thread 901
    releases: all of release (published) → channel 900
    mine: all of workflow_run (completed) → person 77, directly"
  `);
});

describe('of a stored payload', () => {
  it('it says what each rule does, and which field does not match', async () => {
    const payload = file('failed.json', failed);
    expect((await run(`rules --rules ${rules} test ${payload} --at 2026-03-02T11:00Z`)).stdout).toMatchInlineSnapshot(`
      "workflow_run, action completed, branch main, conclusion failure, name CI
      red-main: tells it
      nightly: nothing: name is CI, and not Nightly or Weekly
      releases: nothing: event is workflow_run, and not release
      mine: tells it to person 77, directly

      🔴 **CI** failed on \`main\` • [run](https://github.com/acme/web/actions/runs/1) • by ada • <@&7>

      Of changes: as if nothing was heard before, and all had gone well."
    `);
  });

  it('in quiet hours it says until when', async () => {
    const payload = file('failed.json', failed);
    const { stdout } = await run(`rules --rules ${rules} test ${payload} --at 2026-03-02T22:00Z`);
    expect(stdout).toContain('red-main: holds it until 2026-03-03T06:30:00.000Z: quiet hours');
  });

  it('a delivery as GitHub shows it is read too', async () => {
    const payload = file('delivery.json', { event: 'workflow_run', request: { headers: {}, payload: failed } });
    expect((await run(`rules --rules ${rules} test ${payload}`)).stdout).toContain('red-main: tells it');
  });

  it('a deployment is one, though its payload names a run too', async () => {
    const payload = file('deployed.json', { action: 'created', deployment_status: { id: 1 }, workflow_run: null });
    expect((await run(`rules --rules ${rules} test ${payload}`)).stdout).toContain('deployment_status, action created');
  });

  it('programs get the same', async () => {
    const payload = file('failed.json', failed);
    const { stdout } = await run(`--json rules --rules ${rules} test ${payload} --event workflow_run`);
    expect(JSON.parse(stdout).verdicts[2]).toMatchObject({ rule: 'releases', do: 'nothing', why: 'unmatched' });
  });
});

it.each([
  ['rules', 'There are no rules to look at'],
  [`rules --rules ${join(folder, 'none')}`, 'cannot be read'],
  [`rules --rules ${file('odd.json', { X: 1 })}`, 'rule X: its name must be'],
  [`rules --rules ${rules} test ${file('empty.json', {})}`, 'What event is it?'],
  [`rules --rules ${rules} test ${file('list.json', [])}`, 'holds no JSON object'],
  [`rules --rules ${rules} test ${file('failed.json', failed)} --at noon`, 'is no time'],
])('%s says what to do', async (command, problem) => {
  const { code, stderr } = await run(command);
  expect([code > 0, stderr]).toEqual([true, expect.stringContaining(problem)]);
});
