/** `pnpm simulate --mutants`: hunts every mutant and prints what killed it. */

import { parseArgs } from 'node:util';
import type { Hunt } from './hunt.ts';
import { huntAll } from './hunt-all.ts';
import { MUTANTS } from './mutants.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '3000' }, only: { type: 'string', default: '' } },
  strict: false,
});
const seeds = Number(values.seeds);
const only = String(values.only).split(',');
const hunts = await huntAll(
  MUTANTS.filter(({ name }) => only.some((part) => name.includes(part))),
  (hunt) => console.log(huntMessage(hunt)),
  seeds,
);
console.log(huntsMessage(hunts));
process.exitCode = hunts.every(({ killedBy }) => killedBy !== undefined) ? 0 : 1;

function huntMessage({ name, killedBy, says, took, seed }: Hunt): string {
  const seeds = String(took).padStart(5);
  if (killedBy === undefined) return `❌ ${name.padEnd(52)} survived ${seeds} worlds`;
  return `✅ ${name.padEnd(52)} ${seeds}  ${killedBy}  (seed ${seed}: ${says.slice(0, 140)})`;
}

function huntsMessage(hunts: readonly Hunt[]): string {
  const killed = hunts.filter(({ killedBy }) => killedBy !== undefined).length;
  return `${killed} of ${hunts.length} mutants killed`;
}
