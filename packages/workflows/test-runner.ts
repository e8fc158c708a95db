/** Stands in for GitHub's runner: a folder of its own, and steps that run in a real shell with a stand-in for the AWS CLI. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What the stand-in prints and exits with; `hang` never ends. */
export type AwsAnswer = { out?: unknown; err?: string; code?: number } | 'hang';

export type StepRun = { code: number; log: string };

export type TestRunner = {
  temp: string;
  /** Runs a `run:` block as the runner does (`sh -e`), seeing nothing of this machine's environment. */
  run(block: string, env: Readonly<Record<string, string>>): Promise<StepRun>;
  /** By the first two words, e.g. `sts get-caller-identity`. A call that has no answer fails. */
  answerAws(answers: Readonly<Record<string, AwsAnswer>>): void;
  removeAws(): void;
  /** Puts an npm there that succeeds at everything. */
  answerNpm(): void;
  /** Each call's arguments, and the API base it saw. */
  npmCalls(): string[];
  /** Each call's arguments in one line. */
  awsCalls(): string[];
  /** What steps wrote to GITHUB_OUTPUT. */
  outputs(): Record<string, string>;
  stepSummary(): string;
  /** What a check left for the summary. */
  result(name: string): unknown;
};

const STAND_IN = `#!/bin/sh
PATH=/usr/bin:/bin
home=\${0%/*}/../aws
printf '%s\\n' "$*" >> "$home/calls"
answer="$home/$1 $2"
[ ! -f "$answer.hang" ] || exec sleep 600
[ ! -f "$answer.err" ] || cat "$answer.err" >&2
[ -f "$answer.code" ] || exit 253
[ ! -f "$answer.out" ] || cat "$answer.out"
exit "$(cat "$answer.code")"
`;

const NPM = `#!/bin/sh
printf '%s VITE_API_BASE=%s\\n' "$*" "$VITE_API_BASE" >> "\${0%/*}/../npm-calls"
`;

/** For one test. */
export function createRunner(): TestRunner {
  const temp = mkdtempSync(join(tmpdir(), 'valine-runner-'));
  onTestFinished(() => rmSync(temp, { recursive: true }));
  for (const folder of ['bin', 'aws', 'temp']) mkdirSync(join(temp, folder));
  symlinkSync(process.execPath, join(temp, 'bin/node'));
  writeFileSync(join(temp, 'bin/aws'), STAND_IN, { mode: 0o755 });
  const read = (name: string) => (existsSync(join(temp, name)) ? readFileSync(join(temp, name), 'utf8') : '');
  const lines = (name: string) => read(name).split('\n').filter(Boolean);
  return {
    temp: join(temp, 'temp'),
    run: (block, env) => runBlock(block, { ...runnerVariables(temp), ...env }),
    answerAws: (answers) => writeAnswers(join(temp, 'aws'), answers),
    answerNpm: () => writeFileSync(join(temp, 'bin/npm'), NPM, { mode: 0o755 }),
    npmCalls: () => lines('npm-calls'),
    removeAws: () => rmSync(join(temp, 'bin/aws')),
    awsCalls: () => lines('aws/calls'),
    outputs: () => Object.fromEntries(lines('output').map((line) => line.split('=', 2))),
    stepSummary: () => read('summary'),
    result: (name) => JSON.parse(read(`temp/valine-diagnose/${name}.json`)).result,
  };
}

function runnerVariables(temp: string): Record<string, string> {
  return {
    PATH: join(temp, 'bin'),
    RUNNER_TEMP: join(temp, 'temp'),
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    VALINE_RETRY_MS: '1',
  };
}

function writeAnswers(folder: string, answers: Readonly<Record<string, AwsAnswer>>): void {
  for (const [call, answer] of Object.entries(answers)) {
    const write = (kind: string, text: string) => writeFileSync(join(folder, `${call}.${kind}`), text);
    for (const kind of ['hang', 'out', 'err', 'code']) rmSync(join(folder, `${call}.${kind}`), { force: true });
    if (answer === 'hang') {
      write('hang', '');
      continue;
    }
    if (answer.out !== undefined)
      write('out', typeof answer.out === 'string' ? answer.out : JSON.stringify(answer.out));
    if (answer.err !== undefined) write('err', answer.err);
    write('code', String(answer.code ?? (answer.err === undefined ? 0 : 254)));
  }
}

function runBlock(block: string, env: Record<string, string>): Promise<StepRun> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-e', '-c', block], { cwd: import.meta.dirname, env });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, log }));
  });
}
