/** What a person or a test does with GitHub Actions of the sandbox, as functions. */
import { isCompleted } from '@valine/github-model';
import type { Wish, WorkflowRun } from '../../state/actions-state.ts';
import { findWorkflow, stepNames, WORKFLOWS } from '../../state/workflows.ts';
import type { Actions } from '../actions.ts';
import type { StorageFault } from '../downloads.ts';
import type { ActionsRoutes } from './actions-routes.ts';

/** Who does it when nobody is named. */
const SOMEBODY = 'mara-k';

/** Every function throws for a run, a workflow or a step that is not there. */
export function actionsPeople({ actions, polling, faults, downloads }: ActionsRoutes) {
  const get = (id: number) => getRun(actions, id);
  return {
    /** How the next run, or the next attempt of one, is to go. Another wish replaces it. */
    nextRun(wish: Wish): void {
      actions.wishNext({ ...wish, ...(wish.step === undefined ? {} : { step: stepNamed(wish.step) }) });
    },
    /** Of all workflows. */
    stepNames,
    /** Starts a workflow by hand on GitHub. Its run's id. */
    startWorkflow(fileOrId: string, inputs: Record<string, string> = {}, as = SOMEBODY): number {
      const definition = findWorkflow(fileOrId);
      if (definition === undefined) throw new Error(noWorkflowMessage(fileOrId));
      return actions.start(definition, { event: 'workflow_dispatch', actor: as, inputs }).id;
    },
    /** Takes it to its end without taking time. */
    finishRun: (id: number): Promise<void> => actions.finish(get(id)),
    cancelRun: (id: number): void => (isCompleted(get(id)) ? undefined : actions.cancel(get(id), SOMEBODY)),
    /** Lets a run begin that waits for approval. */
    approveRun: (id: number): void => actions.approve(get(id)),
    /** Of a concurrency group only one run may wait from now on, whatever the workflow says. */
    letOneWait(): void {
      actions.state.onePending = true;
    },
    rerun(id: number, as = SOMEBODY): void {
      if (!isCompleted(get(id))) throw new Error(`Workflow run ${id} is still running.`);
      actions.rerun(get(id), as);
    },
    /** The oldest first. A copy. */
    workflowRuns: (): WorkflowRun[] => structuredClone(actions.state.runs),
    /** From now on runs answer 403; their jobs, artifacts and logs go on answering. */
    forbidPolling(): void {
      polling.forbidden = true;
    },
    allowPolling(): void {
      polling.forbidden = false;
    },
    /** What the storage of logs and artifacts does from now on; null: it answers as it should. */
    breakStorage: (fault: StorageFault | null): void => downloads.fail(fault),
    /** The next dispatch takes effect and is answered 502. */
    loseNextDispatch(): void {
      faults.loseNext = true;
    },
    /** Dispatches answer as GitHub Enterprise Server before 3.21 does. */
    oldDispatch(old: boolean): void {
      faults.old = old;
    },
  };
}

function getRun({ state }: Actions, id: number): WorkflowRun {
  const run = state.runs.find((each) => each.id === id);
  if (run === undefined) throw new Error(`There is no workflow run ${id}. /status lists the last ones.`);
  return run;
}

/** As the workflow writes it. */
function stepNamed(text: string): string {
  const found = stepNames().find((name) => name.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new Error(noStepMessage(text));
  return found;
}

function noStepMessage(text: string): string {
  return `No workflow has a step "${text}". Steps: ${stepNames().join(', ')}.`;
}

function noWorkflowMessage(text: string): string {
  return `There is no workflow ${text}. Workflows: ${WORKFLOWS.map(({ file }) => file).join(', ')}.`;
}
