/** What GitHub says of workflows that are started, cancelled and run again. */
import { describe, expect, it } from 'vitest';
import { openEffectBench } from '../test-effects.ts';
import { cancelWorkflowRun, dispatchWorkflow, requestDispatch, rerunFailedJobs } from './index.ts';

it('a workflow whose start tells no run is done all the same', async () => {
  const { step, repository, effect, told } = await openEffectBench();
  repository.writer.dispatchWorkflow = async () => ({});
  const inputs = { workflow: 'deploy.yml', ref: 'main', inputs: {} };
  await step('i1', dispatchWorkflow.intend('deploy', inputs));
  expect(await effect()).toMatchObject({ outcome: {} });
  expect(told()).toMatchObject([{ body: { message: { content: '▶️ Started `deploy.yml`' } } }]);
});

describe('a workflow that is started', () => {
  const inputs = { correlation_id: 'c0ffee' };
  const deploy = { workflow: 'client-deploy.yml', ref: 'main', inputs, correlationId: 'c0ffee' };

  it('is known by its correlation id among others that were started meanwhile', async () => {
    const { step, settle, repository, effect } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', { event: 'workflow_dispatch', displayTitle: 'Client Deploy' });
    repository.fail('dispatchWorkflow', { status: 500, lands: true });
    await step('i1', dispatchWorkflow.intend('deploy', deploy));
    repository.addWorkflowRun('client-deploy.yml', { event: 'workflow_dispatch', displayTitle: 'Client Deploy' });
    await settle();
    expect((await effect()).outcome?.id).toBe('7002');
  });

  it('by an event tells no run; it is known by its correlation id, and only among such runs', async () => {
    const { step, settle, repository, effect } = await openEffectBench();
    const event = { eventType: 'diagnose.request', payload: inputs, workflow: 'diagnose-dispatch.yml' };
    repository.addWorkflowRun(event.workflow, { displayTitle: 'c0ffee' });
    repository.fail('requestDispatch', { status: 500, lands: true });
    await step('i1', requestDispatch.intend('diagnose', { ...event, correlationId: 'c0ffee' }));
    await settle();
    expect((await effect()).outcome?.id).toBe('7002');
    await step('i2', requestDispatch.intend('diagnose', { ...event, correlationId: 'beef' }));
    expect((await effect(1)).outcome).toEqual({});
  });
});

describe('a workflow run that is to be cancelled', () => {
  const cancel = cancelWorkflowRun.intend('cancel', { runId: 7001, attempt: 1 });

  it.each([
    ['has completed meanwhile (409)', { status: 'completed', conclusion: 'success' }],
    ['is at a later attempt', { attempt: 2 }],
  ])('and %s is not any more', async (_, run) => {
    const { step, repository, effect } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', run);
    repository.fail('cancelWorkflowRun', { status: 409, detail: 'Cannot cancel a workflow run that is completed.' });
    await step('i1', cancel);
    expect(await effect()).toMatchObject({ outcome: { id: '7001' } });
    expect(repository.calls).toEqual(['cancelWorkflowRun', 'findWorkflowRun']);
  });

  it('and cannot be yet (409) is asked for again', async () => {
    const { step, settle, repository, clock } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml');
    repository.fail('cancelWorkflowRun', { status: 409, detail: 'Cannot cancel a re-run that has not yet queued.' });
    const begun = clock.now();
    await step('i1', cancel);
    await settle();
    expect(repository.workflowRun().info()).toMatchObject({ conclusion: 'cancelled' });
    expect(clock.now() - begun).toBe(15_000);
  });
});

it.each([
  ['that has failed and is run again', cancelWorkflowRun, 'cancelWorkflowRun'],
  ['whose failed jobs another person has run again', rerunFailedJobs, 'rerunFailedJobs'],
] as const)('a run %s while a rate limit lasts is left alone: its next attempt is not meant', async (_, kind, call) => {
  const { step, settle, repository, effect } = await openEffectBench();
  repository.addWorkflowRun('client-deploy.yml');
  repository.fail(call, { status: 429, retryAfterSeconds: 60 });
  await step('i1', kind.intend('step', { runId: 7001, attempt: 1 }));
  repository.workflowRun().complete('failure');
  await repository.writer.rerunFailedJobs(7001);
  repository.calls.splice(0);
  await settle();
  expect(repository.calls).toEqual(['findWorkflowRun']);
  expect(repository.workflowRun().info()).toMatchObject({ attempt: 2, status: 'queued', conclusion: null });
  expect(await effect()).toMatchObject({ outcome: { id: '7001' } });
});

describe('failed jobs that are to be run again', () => {
  const rerun = rerunFailedJobs.intend('rerun', { runId: 7001, attempt: 1 });

  it('and are running again already (403) are not once more', async () => {
    const { step, repository, effect } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', { attempt: 2, status: 'in_progress' });
    await step('i1', rerun);
    expect(await effect()).toMatchObject({ outcome: { id: '7001' } });
    expect(repository.calls).toEqual(['rerunFailedJobs', 'findWorkflowRun']);
  });

  it('and whose run is not over for GitHub (403) are asked for again', async () => {
    const { step, settle, repository } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion: 'failure' });
    repository.fail('rerunFailedJobs', { status: 403, detail: 'This workflow is already running' });
    await step('i1', rerun);
    await settle();
    expect(repository.workflowRun().info()).toMatchObject({ attempt: 2, status: 'queued' });
  });

  it('and that nobody may run again are left to an operator', async () => {
    const { step, repository, effect } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion: 'failure' });
    repository.fail('rerunFailedJobs', { status: 403, detail: 'This workflow run cannot be retried' });
    await step('i1', rerun);
    expect((await effect()).parked?.reason).toContain('cannot be retried');
  });

  it('and that somebody else has run again, with success, are followed there', async () => {
    const { step, repository, effect } = await openEffectBench();
    repository.addWorkflowRun('client-deploy.yml', { attempt: 2, status: 'completed', conclusion: 'success' });
    repository.fail('rerunFailedJobs', { status: 403, detail: 'This workflow run cannot be retried' });
    await step('i1', rerun);
    expect(await effect()).toMatchObject({ outcome: { id: '7001' } });
  });
});

it.each([
  ['cancelWorkflowRun', cancelWorkflowRun],
  ['rerunFailedJobs', rerunFailedJobs],
] as const)('a run that is deleted before it is known what %s did is left to an operator', async (call, kind) => {
  const { step, settle, repository, effect } = await openEffectBench();
  repository.fail(call, { status: 502 });
  await step('i1', kind.intend('step', { runId: 7001, attempt: 1 }));
  await settle();
  expect((await effect()).parked?.reason).toMatchInlineSnapshot(
    `"Workflow run 7001 is not there (any more). Nothing is left to cancel or to run again."`,
  );
});
