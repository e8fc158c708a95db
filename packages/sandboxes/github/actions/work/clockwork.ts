/** Moves every run when its time has come; what is due after a restart moves at once. */
import { isCompleted } from '@valine/github-model';
import { createPending } from '../../../shared/pending.ts';
import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';

/** Longest delay a timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export type Clockwork = {
  /** Takes a run on until it is completed. */
  start(run: WorkflowRun): Promise<void>;
  /** Resolves when it is completed, or after `stop`. */
  whenDone(run: WorkflowRun): Promise<void>;
  /** Looks at its `dueAt` again. */
  wake(run: WorkflowRun): void;
  /** Runs under way. */
  count(): number;
  /** Resolves when no run is under way, or after `stop`. */
  whenNone(): Promise<void>;
  /** Leaves every run where it is. */
  stop(): void;
};

export function createClockwork(move: (run: WorkflowRun) => Promise<void>): Clockwork {
  const underWay = createPending();
  const sleepers = new Map<number, () => void>();
  const works = new Map<number, Promise<void>>();
  let stopped = false;

  function sleep(run: WorkflowRun, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(run.id);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, MAX_DELAY_MS));
      sleepers.set(run.id, wake);
    });
  }

  async function go(run: WorkflowRun): Promise<void> {
    while (!stopped && !isCompleted(run)) {
      const wait = lastAttempt(run).dueAt - Date.now();
      if (wait > 0) await sleep(run, wait);
      else await move(run);
    }
  }
  return {
    start(run) {
      const work = underWay.track(go(run));
      works.set(run.id, work);
      return work;
    },
    whenDone: async (run) => works.get(run.id),
    wake: (run) => sleepers.get(run.id)?.(),
    count: underWay.count,
    whenNone: underWay.whenNone,
    stop() {
      stopped = true;
      for (const wake of [...sleepers.values()]) wake();
    },
  };
}
