/** What `pnpm simulate` is asked for: many worlds, or one of them to read. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { FAMILIES } from '../people/families.ts';
import { runOnThreads } from './run-on-threads.ts';
import { coverageMessage, failureMessage, summaryMessage } from './texts.ts';

const USAGE = `pnpm simulate [--seeds 20000] [--from 1] [--family ${FAMILIES.join('|')}] [--threads n]
pnpm simulate --seed n [--family f] [--trace]
pnpm simulate --mutants [--seeds 3000] [--only part of a name,…]
pnpm simulate --baselines [--seeds 1000] [--from 1]`;
const MAX_SHOWN = 10;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    family: { type: 'string' },
    only: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    trace: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    baselines: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const family = FAMILIES.find((name) => name === values.family);

if (values.help || (values.family !== undefined && family === undefined)) console.log(USAGE);
else if (values.mutants) await import('../mutants/run.ts');
else if (values.baselines) await import('../baselines/run.ts');
else if (values.seed === undefined) await many();
else {
  const { one } = await import('./one-world.ts');
  await one(Number(values.seed), family, values.trace);
}

async function many(): Promise<void> {
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const seeds = { from: Number(values.from), count: Number(values.seeds), ...(family === undefined ? {} : { family }) };
  const tally = await runOnThreads(seeds, Number(values.threads));
  const cpu = process.cpuUsage(cpuBegan);
  const took = { seconds: (performance.now() - began) / 1000, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
  console.log(coverageMessage(tally));
  console.log(summaryMessage(tally, took));
  for (const failure of tally.failures.slice(0, MAX_SHOWN)) console.log(failureMessage(failure));
  process.exitCode = tally.failures.length === 0 ? 0 : 1;
}
