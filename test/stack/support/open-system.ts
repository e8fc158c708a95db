/** GitHub and Discord on this machine with the local stack as a process between them: the stack may die, they go on. */
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openPlatforms, type WhenOver } from './open-platforms.ts';
import { stackProcess } from './start-process.ts';

export type System = Awaited<ReturnType<typeof openSystem>>;

export type LocalState = {
  queues: {
    name: string;
    visible: number;
    inFlight: number;
    delayed: number;
    dueInSeconds?: number;
    deadLetters: number;
  }[];
  runs: { id: string; state: string; tasks: { done: number; total: number } }[];
  functions: { name: string; busy: number }[];
};

/** What waits so long does not belong to what has been done just now: the end of a plan's time, say. */
const LONG_SECONDS = 300;
/** The longest wait there is, and some of those before it. */
const SETTLE_WITHIN_MS = 400_000;

/** Closes itself when the test ends. `own`: settings of the test. `whenOver`: one of several at a time gives its own. */
export async function openSystem(own: Readonly<Record<string, string>> = {}, whenOver: WhenOver = onTestFinished) {
  const platforms = await openPlatforms(whenOver);
  const { url, port, dataDir, github, settings } = platforms;
  const stack = stackProcess({ PORT: String(port), HOME: dataDir, VALINE_DATA_DIR: dataDir, ...settings, ...own });
  whenOver(() => stack.kill());
  const state = async () => (await (await fetch(`${url}/local/state`)).json()) as LocalState;
  return { ...platforms, stack, state, settle: () => settle(state, github) };
}

/** Until nothing is on its way any more. @throws with the state when that takes too long */
async function settle(state: () => Promise<LocalState>, github: { whenIdle(): Promise<void> }): Promise<void> {
  const end = Date.now() + SETTLE_WITHIN_MS;
  for (let quiet = 0; quiet < 2; ) {
    await github.whenIdle();
    const now = await state();
    if (Date.now() > end) throw new Error(`still busy: ${JSON.stringify(now)}`);
    quiet = isQuiet(now) ? quiet + 1 : 0;
    await setTimeout(30);
  }
}

function isQuiet({ queues, functions }: LocalState): boolean {
  return (
    queues.every(
      ({ visible, inFlight, dueInSeconds = LONG_SECONDS }) => visible + inFlight === 0 && dueInSeconds >= LONG_SECONDS,
    ) && functions.every(({ busy }) => busy === 0)
  );
}
