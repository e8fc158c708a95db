/** What follows of workflows rely on, held true of the repository in memory and of the client alike. */
import { type Annotation, connectGitHub, type GitHubConnection } from '@valine/github';
import { afterAll, describe, expect, it } from 'vitest';
import { buildWorkflowJob } from '../builders/build-workflow-job.ts';
import { type HttpServer, startHttpServer } from '../http-server.ts';
import { manualClock } from '../manual-clock.ts';
import { type FakeRepository, fakeRepository } from './fake-repository.ts';
import { answerAsGitHub } from './test-repository-server.ts';

type Port = Omit<GitHubConnection, 'github'>;

const servers: HttpServer[] = [];
afterAll(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function clientOf(repository: FakeRepository): Promise<Port> {
  const server = await startHttpServer((request) => answerAsGitHub(repository, request));
  servers.push(server);
  return connectGitHub({ repository: 'acme/web', baseUrl: server.url, auth: { token: 'a-token' }, spaceWrites: false });
}

const INPUTS = { correlation_id: 'op-1', requester: 'ada', api_base: '' };
const BUILD = buildWorkflowJob({
  steps: [
    { name: 'Build', seconds: 45 },
    { name: 'S3 sync', conclusion: 'failure' },
  ],
});
const ANNOTATIONS: Annotation[] = [
  { level: 'failure', path: '.github', line: 7, title: 'S3 sync', message: 'Process completed with exit code 1.' },
  { level: 'notice', path: 'a.js', message: 'Old' },
];

describe.each<[string, (repository: FakeRepository) => Promise<Port>]>([
  ['in memory', async (repository) => repository],
  ['through the client', clientOf],
])('workflows %s', (_, connect) => {
  async function open() {
    const clock = manualClock();
    const repository = fakeRepository(clock);
    return { clock, repository, ...(await connect(repository)) };
  }

  it('show a dispatched run from the first to the last', async () => {
    const { clock, repository, writer, actions, lookups } = await open();
    const { runId = 0, url } = await writer.dispatchWorkflow('client-deploy.yml', 'main', INPUTS);
    const [createdAt, run] = [clock.now(), repository.workflowRun()];
    expect(await actions.findWorkflowRun(runId)).toEqual({
      ...{ id: runId, attempt: 1, url, workflowFile: 'client-deploy.yml', name: 'Client Deploy' },
      ...{ displayTitle: 'Client Deploy — op-1 by ada', event: 'workflow_dispatch', status: 'queued' },
      ...{ conclusion: null, createdAt, startedAt: createdAt, updatedAt: createdAt },
    });
    clock.advance(1000);
    run.start();
    expect(await actions.findWorkflowRun(runId)).toMatchObject({ status: 'in_progress', updatedAt: createdAt + 1000 });
    run.complete('failure', BUILD);
    expect(await lookups.findWorkflowRun(runId)).toEqual({
      status: 'completed',
      conclusion: 'failure',
      attempt: 1,
      url,
    });
  });

  it('have runs that others started, the newest first', async () => {
    const { clock, repository, actions, lookups } = await open();
    repository.addWorkflowRun('client-deploy.yml', { displayTitle: 'Fix the header' });
    clock.advance(60_000);
    repository.addWorkflowRun('client-deploy.yml', { event: 'repository_dispatch' });
    const ids = async (query: object) =>
      (await actions.listWorkflowRuns('client-deploy.yml', { limit: 5, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual([7002, 7001]);
    expect(await ids({ limit: 1 })).toEqual([7002]);
    expect(await ids({ event: 'push' })).toEqual([7001]);
    expect(await ids({ since: clock.now() })).toEqual([7002]);
    expect(await lookups.dispatchedRunsSince('client-deploy.yml', 0, 'repository_dispatch')).toMatchObject([
      { id: 7002 },
    ]);
  });

  it('are not there where they are not', async () => {
    const { actions, lookups, writer } = await open();
    expect(await actions.findWorkflowRun(1)).toBeUndefined();
    expect(await lookups.findWorkflowRun(1)).toBeUndefined();
    for (const call of [
      () => actions.listWorkflowRuns('none.yml', { limit: 1 }),
      () => lookups.dispatchedRunsSince('none.yml', 0),
      () => actions.listJobs(1, 1),
      () => writer.dispatchWorkflow('none.yml', 'main', {}),
    ])
      await expect(call()).rejects.toMatchObject({ status: 404, reason: 'not_found' });
  });

  it('start by an event that they listen to', async () => {
    const { writer, lookups } = await open();
    await writer.requestDispatch('diagnose.request', INPUTS);
    await writer.requestDispatch('nobody.listens', INPUTS);
    const started = await lookups.dispatchedRunsSince('diagnose-dispatch.yml', 0, 'repository_dispatch');
    expect(started).toMatchObject([{ displayTitle: 'Diagnose on Demand — op-1 by ada' }]);
    expect(await lookups.dispatchedRunsSince('diagnose-dispatch.yml', 0)).toEqual([]);
    const keys = Object.fromEntries(Array.from({ length: 11 }, (__, index) => [`key_${index}`, '']));
    await expect(writer.requestDispatch('diagnose.request', keys)).rejects.toMatchObject({ status: 422 });
  });

  it('are cancelled while they go on', async () => {
    const { repository, writer, lookups } = await open();
    const { id } = repository.addWorkflowRun('client-deploy.yml');
    await writer.cancelWorkflowRun(id);
    expect(await lookups.findWorkflowRun(id)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    await expect(writer.cancelWorkflowRun(id)).rejects.toMatchObject({ status: 409, reason: 'invalid' });
    await expect(writer.cancelWorkflowRun(1)).rejects.toMatchObject({ status: 404 });
  });

  it('are run again once they are completed: the same run, its next attempt, its own jobs', async () => {
    const { clock, repository, writer, actions } = await open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    await expect(writer.rerunFailedJobs(run.id)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
    run.complete('failure', BUILD);
    clock.advance(5000);
    await writer.rerunFailedJobs(run.id);
    const again = { attempt: 2, status: 'queued', conclusion: null, startedAt: clock.now() };
    expect(await actions.findWorkflowRun(run.id)).toMatchObject({ ...again, createdAt: clock.now() - 5000 });
    expect(await actions.listJobs(run.id, 1)).toEqual([BUILD]);
    expect(await actions.listJobs(run.id, 2)).toEqual([]);
    await expect(actions.listJobs(run.id, 3)).rejects.toMatchObject({ status: 404 });
  });

  it('are not run again where nothing failed', async () => {
    const { repository, writer } = await open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    run.complete('success');
    await expect(writer.rerunFailedJobs(run.id)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
  });

  it('leave jobs, annotations and logs behind', async () => {
    const { repository, actions } = await open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    run.complete('failure', BUILD);
    run.annotate(BUILD.id, ...ANNOTATIONS);
    run.log(BUILD.id, 'upload failed: dist/index.html\nAccess Denied\n');
    expect(await actions.listJobs(run.id, 1)).toEqual([BUILD]);
    expect(await actions.listAnnotations(BUILD.id)).toEqual(ANNOTATIONS);
    expect(await actions.readLogTail(BUILD.id, 1000)).toBe('upload failed: dist/index.html\nAccess Denied');
    expect(await actions.readLogTail(BUILD.id, 50)).toBe('Access Denied');
    expect([await actions.listAnnotations(1), await actions.readLogTail(1, 50)]).toEqual([[], undefined]);
  });

  it('leave artifacts behind', async () => {
    const { clock, repository, actions } = await open();
    const [run, zip] = [repository.addWorkflowRun('diagnose-dispatch.yml'), Buffer.from('PK\u0003\u0004')];
    const expired = run.upload('diagnose-summary', zip, { expired: true });
    const id = run.upload('diagnose-summary', zip);
    run.upload('dist', zip);
    const summary = { name: 'diagnose-summary', sizeBytes: 4, createdAt: clock.now() };
    expect(await actions.listArtifacts(run.id, 'diagnose-summary')).toEqual([
      { id, ...summary, expired: false },
      { id: expired, ...summary, expired: true },
    ]);
    expect(await actions.downloadArtifact(id, 4)).toEqual({ kind: 'read', bytes: zip });
    expect(await actions.downloadArtifact(id, 3)).toEqual({ kind: 'too_large' });
    expect(await actions.downloadArtifact(expired, 4)).toEqual({ kind: 'expired' });
    expect(await actions.downloadArtifact(1, 4)).toEqual({ kind: 'missing' });
  });
});

describe('the repository in memory', () => {
  it('makes no move that no run makes', () => {
    const repository = fakeRepository(manualClock());
    expect(() => repository.workflowRun()).toThrow('no workflow run');
    const run = repository.addWorkflowRun('client-deploy.yml');
    run.complete('success');
    expect(() => run.start()).toThrow('completed');
    expect(() => run.complete('failure')).toThrow('completed');
  });

  it('tells which calls were made of Actions, and fails them on demand', async () => {
    const repository = fakeRepository(manualClock());
    repository.fail('listJobs', { status: 500 });
    await expect(repository.actions.listJobs(1, 1)).rejects.toMatchObject({ reason: 'unavailable' });
    await repository.actions.findWorkflowRun(1);
    expect(repository.calls).toEqual(['listJobs', 'findWorkflowRun']);
  });
});
