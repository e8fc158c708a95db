/** How vitest runs the proof: one file at a time, as each keeps both cores busy by itself. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../../..', import.meta.url).pathname,
    include: ['{packages,test}/**/*.proof.ts'],
    setupFiles: ['packages/toolchain/refuse-network.ts'],
    reporters: ['verbose'],
    maxWorkers: 1,
    maxConcurrency: 3,
    // What hangs is ended by whoever runs the proof.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
