/**
 * The gate: everything that judges the project, in one command (`npm test`), one heavy step at a time.
 * `--from <seed>` says which worlds it draws; `--with-proof` goes on to the proof, and sums both up.
 */
import { parseArgs } from 'node:util';
import { drawnSeedsMessage, drawSeeds } from './gate/drawn-seeds.ts';
import { proofSteps } from './gate/proof-steps.ts';
import { programStep, runSteps, type Step, testsStep } from './gate/steps.ts';

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const BENCHMARKS = 'test/bench';
const WHOLE_PROJECT = 'packages/toolchain/lint/whole-project.json';
/**
 * The proof after the gate has these worlds, so that a change is not held up by a fault that is older. `pnpm proof`
 * looks for such faults: its worlds follow from the commit.
 */
const PROOF_FROM = 4_527_403;

const { values } = parseArgs({ options: { from: { type: 'string' }, 'with-proof': { type: 'boolean' } } });
const drawn = drawSeeds(import.meta.dirname, values.from);

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
  // Side by side: what waits leaves the cores to the simulation.
  testsStep('tests and simulation', [`--exclude=${BENCHMARKS}/**`], { DRAWN_FROM: String(drawn.from) }),
  // By themselves: timers that other tests of the process have left behind would count.
  testsStep('benchmarks', [BENCHMARKS]),
];

console.log(drawnSeedsMessage('npm test --', drawn));
await runSteps([
  ...steps,
  ...(values['with-proof'] ? proofSteps(values.from === undefined ? PROOF_FROM : drawn.from, drawn.from) : []),
]);
