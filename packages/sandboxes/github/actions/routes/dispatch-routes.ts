/** What starts runs: `workflow_dispatch` in both API versions, and `repository_dispatch`. */
import { assertDispatchable, getWorkflow, listenersOf } from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { type Body, readBody, requiredText } from '../../routes/request-body.ts';
import type { WorkflowRun } from '../../state/actions-state.ts';
import { ApiError, invalid } from '../../state/api-error.ts';
import { WORKFLOWS, type WorkflowDefinition } from '../../state/workflows.ts';
import { runPageUrl, runUrl } from '../../views/run-view.ts';
import type { Actions } from '../actions.ts';

/** From this API version on a dispatch always answers with its run. */
const ALWAYS_DETAILS_SINCE = '2026-03-10';

/** What goes wrong with dispatches, until it is used up or taken back. */
export type DispatchFaults = {
  /** The next one takes effect, and its answer is lost. */
  loseNext: boolean;
  /** As GitHub Enterprise Server before 3.21 does: `return_run_details` is refused, and no run is ever returned. */
  old: boolean;
};

export function dispatchRoutes(app: Hono, actions: Actions, faults: DispatchFaults, actor: string): void {
  app.post('/actions/workflows/:workflow/dispatches', async (c) => {
    const definition = getWorkflow(WORKFLOWS, c.req.param('workflow'));
    const body = await readBody(c);
    if (faults.old && 'return_run_details' in body) throw notPermitted('return_run_details');
    assertRef(requiredText(body, 'ref', 'WorkflowDispatch'));
    const inputs = inputsOf(body, definition);
    const run = actions.start(definition, { event: 'workflow_dispatch', actor, inputs });
    assertNotLost(faults);
    return wantsDetails(c, body) && !faults.old ? c.json(detailsOf(actions, run)) : c.body(null, 204);
  });
  app.post('/dispatches', async (c) => {
    const body = await readBody(c);
    const type = requiredText(body, 'event_type', 'RepositoryDispatch');
    const inputs = payloadOf(body);
    for (const definition of listenersOf(WORKFLOWS, type, inputs))
      actions.start(definition, { event: 'repository_dispatch', actor, inputs });
    assertNotLost(faults);
    return c.body(null, 204);
  });
}

function wantsDetails(c: Context, body: Body): boolean {
  const version = c.req.header('x-github-api-version') ?? '2022-11-28';
  return version >= ALWAYS_DETAILS_SINCE || body.return_run_details === true;
}

function detailsOf({ view }: Actions, run: WorkflowRun) {
  return { workflow_run_id: run.id, run_url: runUrl(view, run), html_url: runPageUrl(view, run) };
}

function assertRef(ref: string): void {
  if (!['main', 'refs/heads/main'].includes(ref)) throw new ApiError(422, `No ref found for: ${ref}`);
}

function assertNotLost(faults: DispatchFaults): void {
  if (!faults.loseNext) return;
  faults.loseNext = false;
  throw new ApiError(502, 'Server Error');
}

/** Values come as strings, as GitHub hands them to the workflow. */
function inputsOf({ inputs = {} }: Body, definition: WorkflowDefinition): Record<string, string> {
  if (typeof inputs !== 'object' || inputs === null) throw notPermitted('inputs');
  const given = textsOf(inputs);
  assertDispatchable(definition, given);
  return given;
}

function payloadOf({ client_payload: payload = {} }: Body): Record<string, string> {
  if (typeof payload !== 'object' || payload === null)
    throw invalid({ resource: 'RepositoryDispatch', field: 'client_payload', code: 'invalid' });
  return textsOf(payload);
}

function textsOf(given: object): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function notPermitted(key: string): ApiError {
  return new ApiError(400, `Invalid request.\n\n"${key}" is not a permitted key.`);
}
