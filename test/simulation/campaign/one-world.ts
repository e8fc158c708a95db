/** One world to read: `pnpm simulate --seed n`. */
import { runWorld } from '../run-world.ts';
import { familyOf } from './run-seeds.ts';
import { shrink } from './shrink.ts';
import { failureMessage } from './texts.ts';

/** Its steps are shortened as long as it fails in the same way. `family`: the seed's own unless given. */
export async function one(seed: number, family = familyOf(seed), readTrace = false): Promise<void> {
  const world = await runWorld({ seed, family });
  const broken = world.violations.length > 0;
  const scenario = broken ? await shrink({ seed, family }) : undefined;
  const shown = { seed, family, readTrace, ...(scenario === undefined ? {} : { scenario }) };
  const read = await runWorld(shown);
  if (readTrace) console.log(read.lines.join('\n'));
  if (scenario !== undefined) console.log(`shortest failing steps: ${JSON.stringify(scenario.steps, null, 1)}`);
  console.log(
    broken ? failureMessage({ seed, family, violations: world.violations }) : `seed ${seed} holds, hash ${world.hash}`,
  );
  process.exitCode = broken ? 1 : 0;
}
