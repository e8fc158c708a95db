import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const url = 'https://github.com/acme/web/actions/runs/5';
const TOLD: StubResponse = { body: { workflow_run_id: 5, run_url: 'https://api', html_url: url } };
const UNKNOWN_FLAG = 'Invalid request.\n\n"return_run_details" is not a permitted key.';

async function connect(answer: Parameters<typeof connectTo>[0], apiVersion?: string) {
  const { writer, server } = await connectTo(answer, apiVersion === undefined ? {} : { apiVersion });
  return {
    dispatch: () => writer.dispatchWorkflow('deploy.yml', 'main', { id: 'x' }),
    writer,
    server,
    /** Whether each request asked for the run. */
    flags: () => server.requests.map(({ body }) => JSON.parse(body).return_run_details),
  };
}

/** A server that answers so to the flag, and gives the run otherwise. */
const refusing = (answer: StubResponse, otherwise: StubResponse) => (request: SeenRequest) =>
  request.body.includes('return_run_details') ? answer : otherwise;

describe('dispatching a workflow', () => {
  it.each(['2026-03-10', '2027-01-01'])('needs no flag in version %s of the API', async (version) => {
    const { dispatch, flags, server } = await connect(TOLD, version);
    expect(await dispatch()).toEqual({ runId: 5, url });
    expect(flags()).toEqual([undefined]);
    expect(server.requests[0]?.headers['x-github-api-version']).toBe(version);
  });

  it('asks for the run in the version before', async () => {
    const { dispatch, flags, server } = await connect(TOLD);
    expect(await dispatch()).toEqual({ runId: 5, url });
    expect(flags()).toEqual([true]);
    expect(server.requests[0]?.headers['x-github-api-version']).toBe('2022-11-28');
  });

  it.each(['2022-11-28', '2026-03-10'])('that tells no run has started one all the same (204, %s)', async (version) => {
    const { dispatch } = await connect({ status: 204 }, version);
    expect(await dispatch()).toEqual({});
  });

  it.each<[string, StubResponse, StubResponse, object]>([
    ['400', { status: 400, body: { message: 'Bad Request' } }, TOLD, { runId: 5, url }],
    ['422 that names it', { status: 422, body: { message: UNKNOWN_FLAG } }, { status: 204 }, {}],
    [
      '422 that names it among its errors',
      { status: 422, body: { message: 'Invalid', errors: [{ field: 'return_run_details' }] } },
      { status: 204 },
      {},
    ],
  ])('is tried again without a flag that the server refuses (%s), and never asks it again', async (_, no, yes, run) => {
    const { dispatch, flags } = await connect(refusing(no, yes));
    expect([await dispatch(), await dispatch()]).toEqual([run, run]);
    expect(flags()).toEqual([true, undefined, undefined]);
  });

  it('asks for the run again next time where the flag was not to blame', async () => {
    const { dispatch, flags } = await connect({ status: 400, body: { message: 'Version not supported' } });
    expect(await failureOf(dispatch())).toMatchObject({ status: 400, reason: 'invalid', mayHaveLanded: false });
    await failureOf(dispatch());
    expect(flags()).toEqual([true, undefined, true, undefined]);
  });

  it('may have landed when the second answer is lost', async () => {
    const { dispatch, server } = await connect(refusing({ status: 400 }, 'break'));
    expect(await failureOf(dispatch())).toMatchObject({ reason: 'unavailable', mayHaveLanded: true });
    expect(server.requests).toHaveLength(2);
  });

  it.each(['Unexpected inputs provided: ["id"]', 'No ref found for: main'])(
    'is not tried again for another reason: %s',
    async (message) => {
      const { dispatch, server } = await connect({ status: 422, body: { message } });
      expect(await failureOf(dispatch())).toMatchObject({ status: 422, detail: message });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe('a run', () => {
  it('that is completed cannot be cancelled', async () => {
    const message = 'Cannot cancel a workflow run that is completed.';
    const { writer } = await connect({ status: 409, body: { message } });
    expect(await failureOf(writer.cancelWorkflowRun(5))).toMatchObject({ status: 409, reason: 'invalid' });
  });

  it.each([
    'This workflow is already running',
    'This workflow run cannot be retried',
    'Unable to retry this workflow run because it was created over a month ago',
  ])('that is not to be repeated is refused, whatever the permissions: %s', async (message) => {
    const { writer } = await connect({ status: 403, body: { message } });
    const refused = { status: 403, reason: 'invalid', detail: message, mayHaveLanded: false };
    expect(await failureOf(writer.rerunFailedJobs(5))).toMatchObject(refused);
  });

  it('is not repeated by whoever may not', async () => {
    const message = 'Resource not accessible by integration';
    const { writer } = await connect({ status: 403, body: { message } });
    expect(await failureOf(writer.rerunFailedJobs(5))).toMatchObject({ status: 403, reason: 'forbidden' });
  });

  it('may be accepted without a word', async () => {
    const { writer } = await connect(({ path }) => ({ status: path.endsWith('cancel') ? 202 : 201, body: '' }));
    await expect(Promise.all([writer.cancelWorkflowRun(5), writer.rerunFailedJobs(5)])).resolves.toBeDefined();
  });
});
