/** How `vitest run` finds and runs the tests of the whole workspace. */
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './packages/toolchain/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{infra,packages,services,test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/.valine/**', 'test/kill/**'],
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
