/** A workflow that is followed, and whose end has just been heard of when the whole stack is killed. */
import { expect, it } from 'vitest';
import { HELD, newestRun } from '../stories/support/work-on-github.ts';
import { openSystem, type System } from './support/open-system.ts';
import { readerOf } from './support/start-followed.ts';

/** An edit that the kill leaves unconfirmed is waited out for a minute before the next one. */
const PATIENCE = { timeout: 150_000, interval: 20 };

/** Until Discord's answers are all written down: then the kill meets nothing but the end of the run. */
async function whenToldAll({ state }: System): Promise<void> {
  const telling = async () =>
    (await state()).queues.filter(({ name, visible, inFlight }) => name.includes('notify') && visible + inFlight > 0);
  await expect.poll(telling, PATIENCE).toEqual([]);
}

it('goes on to its end after a restart, with nothing doubled', async () => {
  const system = await openSystem();
  const { github, stack, state } = system;
  const { ask, answer, seenByAll } = readerOf(system, PATIENCE);
  await stack.start();
  const before = github.workflowRuns().length;
  github.nextRun(HELD);
  const id = await ask('/diagnose');
  await answer(id, /Running/);
  await whenToldAll(system);
  await github.finishRun(newestRun(github));
  await expect.poll(() => github.deliveries().at(-1)?.statusCode, PATIENCE).toBe(202);
  await stack.kill();

  await stack.start();
  await answer(id, /OK/);
  expect(seenByAll()).toHaveLength(1);
  expect(github.workflowRuns()).toHaveLength(before + 1);
  expect(github.requests().filter((request) => request.startsWith('POST '))).toHaveLength(1);
  expect((await state()).queues.map(({ deadLetters }) => deadLetters)).toEqual([0, 0, 0, 0]);
  expect(await stack.stop()).toBe(0);
}, 240_000);
