/** Sandboxes for tests: they keep their state in a folder that goes with the test. */
export { type TestDiscord, testDiscord } from './discord/test-discord.ts';
export { type TestGitHub, testGitHub } from './github/test-github.ts';
export { testDir } from './shared/test-dir.ts';
