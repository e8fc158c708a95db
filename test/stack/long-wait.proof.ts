/** A run that no runner takes, on the whole local stack: after three minutes its message says so, and since when. */
import { startStack } from '@valine/local-stack/stack';
import { expect, it, onTestFinished, vi } from 'vitest';
import { newestRun, QUEUED } from '../stories/support/work-on-github.ts';
import { openPlatforms } from './support/open-platforms.ts';
import { readerOf } from './support/start-followed.ts';

type Options = Parameters<typeof startStack>[0];

const log = { debug() {}, info() {}, warn() {}, error() {} };
const AHEAD_MS = 240_000;

/** The clock of this process: of the platforms, and of the stack's queues. */
function windOn(): void {
  const now = Date.now;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + AHEAD_MS);
  onTestFinished(() => clock.mockRestore());
}

/** Functions have threads of their own, and clocks with them. */
const woundOn: NonNullable<Options['alter']> = ({ type, inputs }) => {
  if (type !== 'aws:lambda/function:Function') return inputs;
  const clock = encodeURIComponent(`const now = Date.now; Date.now = () => now() + ${AHEAD_MS}`);
  const options = { NODE_OPTIONS: `--import=data:text/javascript,${clock}` };
  const { variables } = Object(inputs['environment']);
  return { ...inputs, environment: { variables: { ...variables, ...options } } };
};

it('is told four minutes later, with when it began to wait, and goes on when a runner takes it', async () => {
  const platforms = await openPlatforms();
  const { github } = platforms;
  const { ask, answer, texts } = readerOf(platforms);
  const before = await startStack({ ...platforms, stage: 'dev', log });
  github.nextRun(QUEUED);
  const asked = Date.now();
  const id = await ask('/diagnose');
  expect(await answer(id, /🟡 Queued/)).not.toMatch(/runner/);
  await before.stop();

  windOn();
  const later = await startStack({ ...platforms, stage: 'dev', log, alter: woundOn });
  onTestFinished(() => later.stop());
  await answer(id, /No runner has taken it/);
  const since = 1000 * Number(/It began to wait <t:(\d+):R>/.exec(texts(id).join())?.[1]);
  expect(Math.abs(since - asked)).toBeLessThan(10_000);
  await github.finishRun(newestRun(github));
  expect(await answer(id, /OK/)).not.toMatch(/runner/);
});
