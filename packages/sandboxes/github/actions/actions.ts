/** GitHub Actions of the repository: starts runs, takes them on, cancels and re-runs them, and tells the webhook. */
import * as model from '@valine/github-model';
import { lastAttempt, type Wish, type WorkflowRun } from '../state/actions-state.ts';
import { type GitHubState, now } from '../state/state.ts';
import { getWorkflow, type WorkflowDefinition } from '../state/workflows.ts';
import { announceRun } from './work/announce-run.ts';
import { type Clockwork, createClockwork } from './work/clockwork.ts';
import { enterGroup, leaveGroup } from './work/concurrency.ts';
import { createMover, type MoverParts } from './work/create-mover.ts';
import { planAttempt, planRun, type RunRequest } from './work/plan-run.ts';

const KEPT_RUNS = 200;

export type Actions = ReturnType<typeof createActions>;

/** Nothing moves until `resume`, which goes on with what an earlier stop left under way. */
export function createActions(parts: MoverParts) {
  const { file, view, webhooks } = parts;
  const state = file.value;
  const clockwork = createClockwork(createMover(parts));

  const { begin, takeOn } = createStarter(parts, clockwork);
  return {
    state,
    view,
    resume(): void {
      for (const run of state.runs) if (!model.isCompleted(run)) takeOn(run);
    },
    start(definition: WorkflowDefinition, request: RunRequest): WorkflowRun {
      const run = planRun(state, definition, request, Date.now());
      forgetOldest(state);
      return begin(run);
    },
    /** @throws Refusal 403 where GitHub does not run it again */
    rerun(run: WorkflowRun, actor: string, what: 'all' | 'failed jobs' = 'all'): void {
      const attempt = (what === 'all' ? model.rerun : model.rerunFailedJobs)(run, actor, now());
      planAttempt(state, getWorkflow(run.workflow), attempt, Date.now());
      begin(run);
    },
    /** @throws Refusal 409 */
    cancel(run: WorkflowRun, cancelledBy: string): void {
      model.assertCancellable(run);
      Object.assign(lastAttempt(run), { cancelAsked: true, cancelledBy, dueAt: 0 });
      file.save();
      clockwork.wake(run);
    },
    /** From now on it takes no time. Resolves when it is completed. */
    finish(run: WorkflowRun): Promise<void> {
      const attempt = lastAttempt(run);
      Object.assign(attempt.wish, { seconds: 0, queuedSeconds: 0 });
      if (attempt.status !== 'pending') attempt.dueAt = 0;
      clockwork.wake(run);
      return clockwork.whenDone(run);
    },
    /** A person lets it begin. */
    approve(run: WorkflowRun): void {
      Object.assign(lastAttempt(run), { status: 'queued', dueAt: 0 });
      announceRun(view, webhooks, run);
      clockwork.wake(run);
    },
    wishNext(wish: Wish): void {
      state.next = wish;
      file.save();
    },
    underWay: clockwork.count,
    running: () => state.runs.filter((run) => !model.isCompleted(run)).map(runningText),
    whenNone: clockwork.whenNone,
    stop: clockwork.stop,
  };
}

function createStarter({ file: { value: state }, view, webhooks }: MoverParts, clockwork: Clockwork) {
  /** Until its end; then the next of its concurrency group is queued. */
  function takeOn(run: WorkflowRun): void {
    void clockwork.start(run).then(() => {
      const next = model.isCompleted(run) ? leaveGroup(state, run, Date.now()) : undefined;
      if (next === undefined) return;
      announceRun(view, webhooks, next);
      clockwork.wake(next);
    });
  }
  return {
    takeOn,
    begin(run: WorkflowRun): WorkflowRun {
      for (const pushedOut of enterGroup(state, getWorkflow(run.workflow), run)) clockwork.wake(pushedOut);
      announceRun(view, webhooks, run);
      takeOn(run);
      return run;
    },
  };
}

/** The oldest make room, with what they uploaded. */
function forgetOldest(state: GitHubState): void {
  state.runs = state.runs.filter((each, at, all) => !model.isCompleted(each) || at >= all.length - KEPT_RUNS);
  state.artifacts = state.artifacts.filter(({ runId }) => state.runs.some(({ id }) => id === runId));
}

function runningText(run: WorkflowRun): string {
  return `workflow run ${run.id} (${getWorkflow(run.workflow).name}, ${lastAttempt(run).status})`;
}
