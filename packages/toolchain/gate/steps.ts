/** Steps of the gate and of the proof: programs and tests that run one after the other and are counted together. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type TestOutcome, testOutcome } from './count-tests.ts';
import { type StepResult, stepHeadingMessage, stepsTableMessage, totalsMessage } from './gate-messages.ts';
import { runProgram } from './run-program.ts';

export type Step = { name: string; run(): Promise<TestOutcome> };

const ROOT = resolve(import.meta.dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'valine-gate-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A program that passes or fails as one. */
export function programStep(name: string, command: readonly string[]): Step {
  return {
    name,
    async run() {
      const code = await runProgram(ROOT, command);
      return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
    },
  };
}

/** A run of vitest, each of whose tests counts. `options`: which files, and the like. */
export function testsStep(name: string, options: readonly string[], environment: Record<string, string> = {}): Step {
  return {
    name,
    async run() {
      const report = join(scratch, `${name}.json`);
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const command = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...options];
      return testOutcome(report, await runProgram(ROOT, command, environment));
    },
  };
}

/** Runs them all, whatever became of those before; the last line says how many passed and how many failed. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  const results: StepResult[] = [];
  for (const { name, run } of steps) {
    console.log(stepHeadingMessage(name));
    const started = Date.now();
    results.push({ name, ...(await run()), seconds: (Date.now() - started) / 1000 });
  }
  console.log(stepsTableMessage(results));
  console.log(totalsMessage(results));
  process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0;
}
