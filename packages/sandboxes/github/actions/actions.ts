/** GitHub Actions of the repository: starts runs, takes them on, cancels and re-runs them, and tells the webhook. */
import { type ActionsState, isCompleted, lastAttempt, type Wish, type WorkflowRun } from './actions-state.ts';
import { announceRun } from './announce-run.ts';
import { createClockwork } from './work/clockwork.ts';
import { createMover, type MoverParts } from './work/create-mover.ts';
import { planAttempt, planRun, type RunRequest } from './work/plan-run.ts';
import { getWorkflow, type WorkflowDefinition } from './workflows.ts';

const KEPT_RUNS = 200;

export type Actions = ReturnType<typeof createActions>;

/** Nothing moves until `resume`, which goes on with what an earlier stop left under way. */
export function createActions(parts: MoverParts) {
  const { file, view, webhooks } = parts;
  const state = file.value;
  const { actions } = state;
  const clockwork = createClockwork(createMover(parts));

  function begin(run: WorkflowRun): WorkflowRun {
    announceRun(view, webhooks, run);
    void clockwork.start(run);
    return run;
  }
  return {
    state: actions,
    view,
    resume(): void {
      for (const run of actions.runs) if (!isCompleted(run)) void clockwork.start(run);
    },
    start(definition: WorkflowDefinition, request: RunRequest): WorkflowRun {
      const run = planRun(state, definition, request, Date.now());
      markDuplicate(actions, run);
      keep(actions, run);
      return begin(run);
    },
    /** Of a run that is completed. */
    rerun(run: WorkflowRun, actor: string): void {
      const wanted = { number: lastAttempt(run).number + 1, actor };
      run.attempts.push(planAttempt(state, getWorkflow(run.workflow), wanted, Date.now()));
      begin(run);
    },
    cancel(run: WorkflowRun): void {
      Object.assign(lastAttempt(run), { cancelAsked: true, dueAt: 0 });
      file.save();
      clockwork.wake(run);
    },
    /** From now on it takes no time. Resolves when it is completed. */
    finish(run: WorkflowRun): Promise<void> {
      const attempt = lastAttempt(run);
      attempt.wish.seconds = 0;
      attempt.dueAt = 0;
      clockwork.wake(run);
      return clockwork.whenDone(run);
    },
    wishNext(wish: Wish): void {
      actions.next = wish;
      file.save();
    },
    underWay: clockwork.count,
    running: () => actions.runs.filter((run) => !isCompleted(run)).map(runningText),
    whenNone: clockwork.whenNone,
    stop: clockwork.stop,
  };
}

/** The oldest make room, with what they uploaded. */
function keep(actions: ActionsState, run: WorkflowRun): void {
  actions.runs = [...actions.runs, run].filter((each, at, all) => !isCompleted(each) || at >= all.length - KEPT_RUNS);
  actions.artifacts = actions.artifacts.filter(({ runId }) => actions.runs.some(({ id }) => id === runId));
}

/** What the workflow's guard will find: an older run that carries the same correlation id. */
function markDuplicate({ runs }: ActionsState, run: WorkflowRun): void {
  const id = run.inputs.correlation_id;
  const older = runs.some(({ workflow, inputs }) => workflow === run.workflow && inputs.correlation_id === id);
  if (id && older) lastAttempt(run).duplicate = true;
}

function runningText(run: WorkflowRun): string {
  return `workflow run ${run.id} (${getWorkflow(run.workflow).name}, ${lastAttempt(run).status})`;
}
