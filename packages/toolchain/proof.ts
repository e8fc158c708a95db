/** The proof (`pnpm proof [--from seed]`): tens of thousands of worlds, every mutant, the baselines, and a killed stack. */
import { parseArgs } from 'node:util';
import { drawnSeedsMessage, drawSeeds } from './gate/drawn-seeds.ts';
import { proofSteps } from './gate/proof-steps.ts';
import { runSteps } from './gate/steps.ts';

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const drawn = drawSeeds(import.meta.dirname, values.from);
console.log(drawnSeedsMessage('pnpm proof', drawn));
await runSteps(proofSteps(drawn.from));
