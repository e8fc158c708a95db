/** The calls that start, stop and repeat workflows. */

import { RequestError } from '@octokit/request-error';
import { textOf } from '../json-fields.ts';
import { attempt, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import type { DispatchedRun, GitHubWriter } from './github-writer.ts';

type WorkflowsWriter = Pick<
  GitHubWriter,
  'dispatchWorkflow' | 'requestDispatch' | 'cancelWorkflowRun' | 'rerunFailedJobs'
>;

export function createWorkflowsWriter(connection: Connection): WorkflowsWriter {
  const { octokit, owner, repo, timeoutMs } = connection;
  const { rest } = octokit;
  const at = () => ({ owner, repo, ...bounded(timeoutMs) });
  const dispatch = createDispatch(connection);
  return {
    dispatchWorkflow: (workflow_id, ref, inputs) =>
      attempt(`dispatch ${workflow_id}`, () => dispatch({ ...at(), workflow_id, ref, inputs: { ...inputs } })),
    requestDispatch: (event_type, payload) =>
      attempt(`dispatch the event ${event_type}`, async () => {
        await rest.repos.createDispatchEvent({ ...at(), event_type, client_payload: { ...payload } });
      }),
    cancelWorkflowRun: (run_id) =>
      attempt(`cancel workflow run ${run_id}`, async () => {
        await rest.actions.cancelWorkflowRun({ ...at(), run_id });
      }),
    rerunFailedJobs: (run_id) =>
      attempt(`re-run workflow run ${run_id}`, async () => {
        await rest.actions.reRunWorkflowFailedJobs({ ...at(), run_id });
      }),
  };
}

/** From this version on, the answer always tells the run and the flag is not known. */
const ALWAYS_TELLS = '2026-03-10';

type Dispatch = NonNullable<Parameters<Connection['octokit']['rest']['actions']['createWorkflowDispatch']>[0]>;

/** Asks for the run with a flag that not every server knows; whoever refuses it has started nothing. */
function createDispatch({ octokit: { rest }, apiVersion }: Connection) {
  let flagged = apiVersion < ALWAYS_TELLS;
  const send = async (asked: Dispatch) => toDispatchedRun(await rest.actions.createWorkflowDispatch(asked));
  return async (asked: Dispatch): Promise<DispatchedRun> => {
    if (!flagged) return send(asked);
    try {
      return await send({ ...asked, return_run_details: true });
    } catch (error) {
      if (!refusesFlag(error)) throw error;
      const run = await send(asked);
      flagged = false;
      return run;
    }
  };
}

/** 422 with `"return_run_details" is not a permitted key` from Enterprise Server 3.19 and older. */
function refusesFlag(error: unknown): boolean {
  if (!(error instanceof RequestError) || error.response === undefined) return false;
  return error.status === 400 || (error.status === 422 && error.message.includes('return_run_details'));
}

/** 200 with the run since 2026-02, 204 without it from older servers. */
function toDispatchedRun({ status, data }: { status: number; data: unknown }): DispatchedRun {
  if (status === 204) return {};
  if (typeof data !== 'object' || data === null) throw new TypeError('the answer is not as GitHub gives it');
  const { workflow_run_id, html_url }: { workflow_run_id?: unknown; html_url?: unknown } = data;
  return { runId: number(workflow_run_id), url: textOf(html_url) ?? '' };
}

/** An answer that is not GitHub's tells nothing: the call may have landed. @throws TypeError */
export function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}

export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}
