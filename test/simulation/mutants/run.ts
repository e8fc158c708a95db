/** `pnpm simulate --mutants`: hunts every mutant and prints what killed it. */
import { parseArgs } from 'node:util';
import { huntAll } from './hunt-all.ts';
import { huntMessage, huntsMessage } from './messages.ts';
import { MUTANTS } from './mutants.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '3000' }, only: { type: 'string', default: '' } },
  strict: false,
});
const seeds = Number(values.seeds);
const only = String(values.only).split(',');
const hunts = await huntAll(
  MUTANTS.filter(({ name }) => only.some((part) => name.includes(part))),
  () => seeds,
  (hunt) => console.log(huntMessage(hunt)),
);
console.log(huntsMessage(hunts));
process.exitCode = hunts.every(({ killedBy }) => killedBy !== undefined) ? 0 : 1;
