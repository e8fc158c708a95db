/** The gate: everything that judges the project, in one command (`npm test`), one heavy step at a time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testOutcome } from './gate/count-tests.ts';
import { type StepResult, stepHeadingMessage, stepsTableMessage, totalsMessage } from './gate/gate-messages.ts';
import { runProgram } from './gate/run-program.ts';

type Step = { name: string; run(): Promise<Omit<StepResult, 'name' | 'seconds'>> };

const ROOT = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'valine-gate-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const WHOLE_PROJECT = 'packages/toolchain/lint/whole-project.json';

const steps: Step[] = [
  programStep('format and lint', [BIOME, 'ci', '--error-on-warnings', '.']),
  // Apart from the lint, because it reads all files and their types first: seconds instead of a moment.
  programStep('promises and cycles', [
    BIOME,
    'lint',
    '--diagnostic-level=error',
    `--config-path=${WHOLE_PROJECT}`,
    '.',
  ]),
  programStep('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']),
  programStep('house rules', ['packages/toolchain/check.ts']),
  // Files, exports and dependencies that nobody uses.
  programStep('unused code', ['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors']),
  programStep('bundles', ['packages/toolchain/bundle.ts']),
  { name: 'tests', run: runTests },
];

function programStep(name: string, command: readonly string[]): Step {
  return {
    name,
    async run() {
      const code = await runProgram(ROOT, command);
      return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
    },
  };
}

async function runTests() {
  const report = join(scratch, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runProgram(ROOT, ['node_modules/vitest/vitest.mjs', 'run', ...reporters]);
  return testOutcome(report, code);
}

async function runSteps(): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const { name, run } of steps) {
    console.log(stepHeadingMessage(name));
    const started = Date.now();
    results.push({ name, ...(await run()), seconds: (Date.now() - started) / 1000 });
  }
  return results;
}

const results = await runSteps();
console.log(stepsTableMessage(results));
console.log(totalsMessage(results));
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0;
