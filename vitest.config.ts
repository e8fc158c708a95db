/** How `vitest run` finds and runs the tests of the whole workspace. */
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Beginnings of paths, the longest files first; the rest as vitest has it. */
const LONG = [
  'test/simulation/every-crash',
  'test/simulation/families-of-plans',
  'test/stack/',
  'test/simulation/families-apart',
  'packages/local-stack/',
  'test/simulation/',
  'test/',
];

/** What computes for long and what waits for long begins first, side by side. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONG.findIndex((start) => moduleId.startsWith(`${root}/${start}`));
      return rank === -1 ? LONG.length : rank;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

export default defineConfig({
  test: {
    include: ['{infra,packages,services,test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/.valine/**'],
    setupFiles: ['packages/toolchain/refuse-network.ts'],
    // One more than two cores can run at a time: many wait for processes, sockets and disks now and then.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Files share a process and what it has loaded: half of the time would go into loading. What a test changes of what
    // all of them see (environment, clock, modules), it puts back.
    isolate: false,
    // No test waits for time to pass; this bounds a hang on a small, busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A committed `.only` fails the run everywhere, not just where CI is set.
    allowOnly: false,
  },
});
