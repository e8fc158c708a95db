/** For the test of determinism: a process of its own that prints the hash of every world. */
import { runSeeds } from './run-seeds.ts';

const { hashes } = await runSeeds({ from: 1, count: Number(process.argv[2]) });
process.stdout.write(hashes.join(' '));
