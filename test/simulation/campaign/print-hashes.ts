/** For the test of determinism: a process of its own that prints the hash of every world. */
import { FAMILIES } from '../people/families.ts';
import { runSeeds } from './run-seeds.ts';

const count = Number(process.argv[2]);
for (const family of FAMILIES) {
  const { hashes } = await runSeeds({ from: 1, count, family });
  process.stdout.write(`${hashes.join('\n')}\n`);
}
