/** Workflow runs of the repository in memory. What they share with GitHub behind HTTP is in the contract of a repository. */
import type { Annotation } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { buildWorkflowJob } from '../builders/build-workflow-job.ts';
import { manualClock } from '../manual-clock.ts';
import { fakeRepository } from './fake-repository.ts';

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

function open() {
  const clock = manualClock();
  const repository = fakeRepository(clock);
  return { clock, repository, ...repository };
}

describe('workflows in memory', () => {
  it('show a dispatched run from the first to the last', async () => {
    const { clock, repository, writer, actions, lookups } = open();
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
    const { clock, repository, actions, lookups } = open();
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

  it('are run again once they are completed: the same run, its next attempt, its own jobs', async () => {
    const { clock, repository, writer, actions } = open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    await expect(writer.rerunFailedJobs(run.id)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
    run.complete('failure', BUILD);
    clock.advance(5000);
    await writer.rerunFailedJobs(run.id);
    const again = { attempt: 2, status: 'queued', conclusion: null, startedAt: clock.now() };
    expect(await actions.findWorkflowRun(run.id)).toMatchObject({ ...again, createdAt: clock.now() - 5000 });
    expect((await actions.listJobs(run.id, 1)).jobs).toEqual([BUILD]);
    expect((await actions.listJobs(run.id, 2)).jobs).toEqual([]);
    await expect(actions.listJobs(run.id, 3)).rejects.toMatchObject({ status: 404 });
  });

  it('are not run again where nothing failed', async () => {
    const { repository, writer } = open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    run.complete('success');
    await expect(writer.rerunFailedJobs(run.id)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
  });

  it('leave jobs, annotations and logs behind', async () => {
    const { repository, actions } = open();
    const run = repository.addWorkflowRun('client-deploy.yml');
    run.complete('failure', BUILD);
    run.annotate(BUILD.id, ...ANNOTATIONS);
    run.log(BUILD.id, 'upload failed: dist/index.html\nAccess Denied\n');
    expect((await actions.listJobs(run.id, 1)).jobs).toEqual([BUILD]);
    expect(await actions.listAnnotations(BUILD.id)).toEqual(ANNOTATIONS);
    expect(await actions.readLogTail(BUILD.id, 1000)).toBe('upload failed: dist/index.html\nAccess Denied');
    expect(await actions.readLogTail(BUILD.id, 50)).toBe('Access Denied');
    expect([await actions.listAnnotations(1), await actions.readLogTail(1, 50)]).toEqual([[], undefined]);
  });

  it('leave artifacts behind', async () => {
    const { clock, repository, actions } = open();
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
