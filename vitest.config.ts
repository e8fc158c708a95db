/** How `vitest run` finds and runs the tests of the whole workspace. */
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{infra,packages,services,test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/.valine/**', 'test/kill/**'],
    setupFiles: ['packages/toolchain/refuse-network.ts'],
    // As many files at a time as there are cores: most wait for processes, sockets and disks now and then.
    maxWorkers: '100%',
    // Files share a process and what it has loaded: half of the time would go into loading. What a test changes of what
    // all of them see (environment, clock, modules), it puts back.
    isolate: false,
    // No test waits for time to pass; this bounds a hang on a small, busy machine.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A committed `.only` fails the run everywhere, not just where CI is set.
    allowOnly: false,
  },
});
