/** Workflow runs of the repository in memory. What they share with GitHub behind HTTP is in the contract of a repository. */
import { describe, expect, it } from 'vitest';
import { buildWorkflowJob } from '../builders/build-workflow-job.ts';
import { manualClock } from '../manual-clock.ts';
import { fakeRepository } from './fake-repository.ts';

const STARTED = Date.UTC(2026, 2, 2, 9);

function open() {
  const clock = manualClock();
  const repository = fakeRepository(clock);
  return { clock, repository, ...repository };
}

describe('workflows in memory', () => {
  it('go on as the test says', async () => {
    const { clock, repository, writer, actions } = open();
    const { runId = 0 } = await writer.dispatchWorkflow('client-deploy.yml', 'main', {});
    const times = { createdAt: STARTED, startedAt: STARTED };
    expect(await actions.findWorkflowRun(runId)).toMatchObject({ status: 'queued', ...times, updatedAt: STARTED });
    clock.advance(1000);
    repository.workflowRun().start();
    const running = { status: 'in_progress', ...times, updatedAt: STARTED + 1000 };
    expect(await actions.findWorkflowRun(runId)).toMatchObject(running);
    repository.workflowRun().complete('failure', buildWorkflowJob({}));
    clock.advance(5000);
    await writer.rerunFailedJobs(runId);
    const again = { attempt: 2, status: 'queued', createdAt: STARTED, startedAt: STARTED + 6000 };
    expect(await actions.findWorkflowRun(runId)).toMatchObject(again);
    expect((await actions.listJobs(runId, 2)).jobs).toEqual([]);
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

  it('have several artifacts, the newest first', async () => {
    const { repository, actions } = open();
    const [run, zip] = [repository.addWorkflowRun('diagnose-dispatch.yml'), Buffer.from('PK\u0003\u0004')];
    const [first, second] = [run.upload('diagnose-summary', zip), run.upload('diagnose-summary', zip)];
    expect((await actions.listArtifacts(run.id, 'diagnose-summary')).map(({ id }) => id)).toEqual([second, first]);
    expect(await actions.downloadArtifact(second, 4)).toEqual({ kind: 'read', bytes: zip });
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
