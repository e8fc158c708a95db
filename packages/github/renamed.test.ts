/** A repository that was renamed or transferred: GitHub leads from its old name to its id. */
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from './test-connection.ts';

const connectRenamed = (status: number, location: string) =>
  connectTo(({ path }) =>
    path.startsWith('/repositories/')
      ? { body: { workflow_run_id: 9, html_url: 'u' } }
      : { status, headers: { location }, body: { message: 'Moved Permanently' } },
  );

describe('what is written to a renamed repository', () => {
  it.each([301, 302, 307, 308])('is written there, once and whole (%i)', async (status) => {
    const there = '/repositories/700700/actions/workflows/deploy.yml/dispatches';
    const { writer, server, requested } = await connectRenamed(status, there);
    expect(await writer.dispatchWorkflow('deploy.yml', 'main', { a: '1' })).toMatchObject({ runId: 9 });
    expect(requested()).toEqual([`POST /repos/acme/web/actions/workflows/deploy.yml/dispatches`, `POST ${there}`]);
    expect(server.requests[1]?.body).toEqual(server.requests[0]?.body);
    expect(server.requests[1]?.headers.authorization).toBe(server.requests[0]?.headers.authorization);
  });

  it('is not sent after an issue that has moved to another repository', async () => {
    const { writer, requested } = await connectRenamed(301, '/repositories/800800/issues/12/comments');
    const failure = await failureOf(writer.createComment(8, 'Begun.'));
    expect(failure).toMatchObject({ reason: 'not_found', status: 410, mayHaveLanded: false });
    expect(requested()).toHaveLength(1);
  });

  it('is not sent to another API', async () => {
    const { writer, requested } = await connectRenamed(307, 'https://elsewhere.example/repositories/1/x');
    const failure = await failureOf(writer.dispatchWorkflow('deploy.yml', 'main', {}));
    expect(failure).toMatchObject({ reason: 'unavailable', mayHaveLanded: false });
    expect(requested()).toHaveLength(1);
  });
});
