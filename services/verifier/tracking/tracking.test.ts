import { GitHubError } from '@valine/github';
import { buildStage, buildTracking, buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { REPORT, startWorld } from './test-world.ts';

const CORRELATION = '0a1b2c3d-0000-8000-8000-000000000001';
const TITLE = `Diagnose on Demand — ${CORRELATION} by Ada`;

/** A diagnose that was dispatched; without a run, as after an answer that names none. */
function dispatched(more: Partial<Parameters<typeof buildStage>[0]> = {}) {
  const began = buildTracking().requestedAt;
  const stage = { kind: 'diagnose', workflow: 'diagnose-dispatch.yml', correlationId: CORRELATION } as const;
  const effect = { id: 'e1', kind: 'dispatch-workflow', params: {}, intendedAt: began, epoch: 1, outcome: {} };
  const state = more.run === undefined ? ('starting' as const) : ('queued' as const);
  return { state, stages: [buildStage({ ...stage, effectId: 'e1', ...more })], effects: [effect] };
}

describe('polling a run', () => {
  it('leaves the webhooks the first 15 seconds', async () => {
    const world = await startWorld(dispatched());
    expect(await world.poll()).toBe(15);
    expect(world.repository.calls).toEqual([]);
  });

  it('finds a run whose start is unconfirmed, before the lookup that could start it again', async () => {
    const claim = { operation: 'e1', epoch: 1, leaseUntil: 0, since: 0, unconfirmed: 1, repeatable: false };
    const lost = dispatched();
    const effects = lost.effects.map(({ outcome: _, ...effect }) => ({ ...effect, claim }));
    const world = await startWorld({ ...lost, effects });
    world.repository.addWorkflowRun('diagnose-dispatch.yml', { displayTitle: TITLE, event: 'workflow_dispatch' });
    world.clock.advance(16_000);
    await world.poll(1);
    expect(world.observed()).toMatchObject([{ run: { id: 7001, status: 'queued' } }]);
  });

  it('does not look for a run that surely was not started', async () => {
    const waiting = dispatched();
    const world = await startWorld({ ...waiting, effects: waiting.effects.map(({ outcome: _, ...effect }) => effect) });
    world.clock.advance(16_000);
    expect(await world.poll(1)).toBe(8);
    expect(world.repository.calls).toEqual([]);
  });

  it('that nobody can have asked for yet ends, and the true ones go on', async () => {
    const world = await startWorld(dispatched());
    expect(await world.poll(0, 2 ** 60)).toBe(0);
    expect(await world.poll(5, 2 ** 60)).toBe(0);
    expect(world.observed()).toEqual([]);
    expect(await world.poll()).toBeGreaterThan(0);
  });

  it('finds the run by the id in its title, and passes on the job and the step it is at', async () => {
    const world = await startWorld(dispatched());
    world.repository
      .addWorkflowRun('diagnose-dispatch.yml', { displayTitle: TITLE, event: 'workflow_dispatch' })
      .start(buildWorkflowJob({ name: 'diagnose', steps: [{ name: 'OIDC' }, { name: 'S3 read', conclusion: null }] }));
    world.clock.advance(16_000);
    expect(await world.poll(1)).toBe(8);
    expect(world.observed()[0]?.run).toMatchObject({
      id: 7001,
      status: 'in_progress',
      job: 'diagnose',
      step: 'S3 read',
    });
    expect(world.repository.calls).toEqual(['listWorkflowRuns', 'listJobs']);
  });

  it('passes on names that fit into a record, however long they are', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'queued', conclusion: null };
    const world = await startWorld(dispatched({ run }));
    const steps = [{ name: `${'s'.repeat(198)}😀`, conclusion: null }];
    world.repository
      .addWorkflowRun('diagnose-dispatch.yml')
      .start(buildWorkflowJob({ name: 'j'.repeat(900_000), steps }));
    world.clock.advance(16_000);
    await world.poll(1);
    expect(world.observed()[0]?.run).toMatchObject({ job: `${'j'.repeat(199)}…`, step: steps[0]?.name });
  });

  it('waits longer each time, a minute at most, and says nothing twice', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'queued', conclusion: null };
    const world = await startWorld(dispatched({ run }));
    world.repository.addWorkflowRun('diagnose-dispatch.yml');
    world.clock.advance(16_000);
    const waits: number[] = [];
    for (let time = 0; time < 9; time += 1) waits.push(await world.poll(time));
    expect(waits).toEqual([5, 8, 13, 21, 33, 53, 60, 60, 60]);
    expect(world.observed()).toEqual([]);
  });

  it('reports that the requested attempt shows, though it only waits', async () => {
    const run = { id: 7001, attempt: 2, url: 'u', status: 'queued', conclusion: null };
    const world = await startWorld({ ...dispatched({ run }), state: 'starting' });
    world.repository.addWorkflowRun('diagnose-dispatch.yml', { attempt: 2 });
    world.clock.advance(16_000);
    await world.poll(1);
    expect(world.observed()).toMatchObject([{ run: { attempt: 2, status: 'queued' } }]);
  });

  it('asks for a new message after five polls, and stops when that one is there', async () => {
    const world = await startWorld(dispatched());
    const { tracking, clock } = world;
    const message = {
      type: 'tracking.poll',
      id: 'c1',
      trackingId: tracking.id,
      requestedAt: clock.now(),
      polls: 5,
    } as const;
    clock.advance(60_000);
    expect(await world.take(message, 5)).toBe(0);
    expect(world.observed()).toMatchObject([{ pollRenewal: { since: message.requestedAt, polls: 10 } }]);
    const taken = await startWorld({ ...dispatched(), fallbackPoll: { since: clock.now(), polls: 10 } });
    expect(await taken.take({ ...message, trackingId: taken.tracking.id }, 3)).toBe(0);
    expect(taken.observed()).toEqual([]);
    expect(taken.repository.calls).toEqual([]);
  });

  it('inspects a run that has completed, and goes on until that has ended the tracking', async () => {
    const world = await startWorld({ stages: [buildStage({ wantedRunId: 7001 })] });
    const { repository, store, tracking } = world;
    repository.addWorkflowRun('client-deploy.yml').complete('success');
    expect(await world.poll()).toBe(5);
    expect(world.observed()).toMatchObject([{ trackingId: tracking.id, stage: 0, report: REPORT }]);
    expect(repository.calls).toEqual(['findWorkflowRun']);
    await store.replace(tracking, { ...tracking, version: tracking.version + 1, state: 'succeeded', endedAt: 1 });
    expect(await world.poll(1)).toBe(0);
    expect(repository.calls).toHaveLength(1);
  });

  it('goes on after the report of an attempt that was run again meanwhile', async () => {
    const again = { id: 7001, attempt: 2, url: 'u', status: 'queued', conclusion: null };
    const first = { ...again, attempt: 1 };
    const world = await startWorld(dispatched({ run: first }));
    const { repository, store, tracking, clock } = world;
    repository.addWorkflowRun('diagnose-dispatch.yml').complete('failure');
    clock.advance(16_000);
    expect(await world.poll(1)).toBe(8);
    await store.replace(tracking, { ...tracking, ...dispatched({ run: again }), version: tracking.version + 1 });
    expect(await world.poll(2)).toBe(13);
    expect(world.observed()).toHaveLength(1);
  });

  it.each(['push', 'pull_request'])('takes no run of a %s for ours, whatever its title says', async (event) => {
    const world = await startWorld(dispatched());
    world.repository.addWorkflowRun('diagnose-dispatch.yml', { displayTitle: TITLE, event }).complete('success');
    world.clock.advance(16_000);
    expect(await world.poll(1)).toBe(8);
    expect(world.observed()).toEqual([]);
  });

  it('takes the latest run where none is named', async () => {
    const world = await startWorld();
    world.repository.addWorkflowRun('client-deploy.yml').complete('failure');
    world.repository.addWorkflowRun('client-deploy.yml').complete('success');
    await world.poll();
    expect(world.observed()[0]?.run).toMatchObject({ id: 7002, conclusion: 'success' });
  });

  it('comes back in a moment for what the run has just uploaded, and later and later for what never comes', async () => {
    const world = await startWorld({ stages: [buildStage({ wantedRunId: 7001 })] });
    world.world.report = undefined;
    world.repository.addWorkflowRun('client-deploy.yml').complete('success');
    expect(await world.poll()).toBe(5);
    expect(await world.poll(1)).toBe(8);
    expect(world.observed()).toEqual([]);
  });

  it('reports once that no runner has taken it for three minutes', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'queued', conclusion: null };
    const world = await startWorld(dispatched({ run }));
    world.repository.addWorkflowRun('diagnose-dispatch.yml');
    world.clock.advance(180_000);
    await world.poll(5);
    expect(world.observed()).toMatchObject([{ problem: 'still_waiting' }]);
    const reported = await startWorld(dispatched({ run, problem: 'still_waiting' }));
    reported.repository.addWorkflowRun('diagnose-dispatch.yml');
    reported.clock.advance(190_000);
    await reported.poll(6);
    expect(reported.observed()).toEqual([]);
  });
});

describe('polling a run that waits', () => {
  const known = { id: 7001, attempt: 1, url: 'u', status: 'in_progress', conclusion: null };
  const queued = { ...buildWorkflowJob({ id: 2, name: 'deploy-prod' }), status: 'queued', conclusion: null };

  it('in its middle for a person names the job', async () => {
    const world = await startWorld({ ...dispatched({ run: known }), state: 'running' });
    world.repository
      .addWorkflowRun('diagnose-dispatch.yml')
      .start(buildWorkflowJob({ name: 'build' }), { ...queued, status: 'waiting' });
    world.clock.advance(16_000);
    await world.poll(1);
    expect(world.observed()).toMatchObject([{ run: { status: 'waiting', job: 'deploy-prod' } }]);
  });

  it('in its middle for a runner says so after three minutes', async () => {
    const world = await startWorld({ ...dispatched({ run: known }), state: 'running' });
    const built = buildWorkflowJob({ name: 'build', startedAt: world.clock.now(), steps: [{ name: 'Build' }] });
    world.repository.addWorkflowRun('diagnose-dispatch.yml').start(built, queued);
    world.clock.advance(60_000);
    await world.poll(1);
    expect(world.observed()).toEqual([]);
    world.clock.advance(180_000);
    await world.poll(4);
    expect(world.observed()).toMatchObject([
      { run: { status: 'queued', job: 'deploy-prod' }, problem: 'still_waiting' },
    ]);
  });

  it.each([
    ['as the group tells', undefined],
    ['as the list of runs tells, where the group does not', { status: 403 }],
  ])('for another run names it, %s', async (_, fault) => {
    const world = await startWorld(dispatched({ run: { ...known, status: 'queued' } }));
    const { repository } = world;
    repository.addWorkflowRun('diagnose-dispatch.yml', { status: 'pending' });
    const holder = repository.addWorkflowRun('diagnose-dispatch.yml', { status: 'in_progress' });
    for (const run of repository.model.runs) Object.assign(run, { group: 'diagnose' });
    if (fault !== undefined) repository.fail('findGroupHolder', fault);
    world.clock.advance(16_000);
    await world.poll(1);
    expect(world.observed()).toMatchObject([{ run: { status: 'pending', holder: { id: holder.id } } }]);
  });

  it('is told after three minutes without progress, not after its start', async () => {
    const run = { ...known, status: 'waiting', job: 'deploy-prod' };
    const changedAt = buildTracking().requestedAt + 600_000;
    const world = await startWorld(dispatched({ run, changedAt }));
    world.repository.addWorkflowRun('diagnose-dispatch.yml', { status: 'waiting' });
    world.clock.advance(700_000);
    await world.poll(9);
    expect(world.observed()).toEqual([]);
    world.clock.advance(80_000);
    await world.poll(11);
    expect(world.observed()).toMatchObject([{ problem: 'still_waiting' }]);
  });
});

describe('the end of polling', () => {
  it.each([
    ['a run that is not there', { wantedRunId: 404 }, 'run_not_found'],
    ['a run of another workflow', { wantedRunId: 7001, workflow: 'other.yml' }, 'other_workflow'],
    ['no run at all', { workflow: 'diagnose-dispatch.yml' }, 'no_run'],
    ['no such workflow', { workflow: 'missing.yml' }, 'workflow_not_found'],
  ])('%s', async (_, stage, problem) => {
    const world = await startWorld({ stages: [buildStage(stage)] });
    world.repository.addWorkflowRun('client-deploy.yml').complete('success');
    expect(await world.poll()).toBe(0);
    expect(world.observed()).toMatchObject([{ problem }]);
  });

  it('asks GitHub once more at the deadline, for a run whose webhook was lost', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'in_progress', conclusion: null };
    const world = await startWorld(dispatched({ run }));
    world.repository.addWorkflowRun('diagnose-dispatch.yml', { displayTitle: TITLE }).complete('success');
    world.clock.advance(3_600_000);
    await world.poll(60);
    expect(world.observed()).toMatchObject([{ run: { id: 7001, conclusion: 'success' }, report: REPORT }]);
  });

  it('comes at the deadline while the run still goes on', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'in_progress', conclusion: null };
    const world = await startWorld(dispatched({ run }));
    world.repository
      .addWorkflowRun('diagnose-dispatch.yml', { displayTitle: TITLE })
      .start(buildWorkflowJob({ steps: [] }));
    world.clock.advance(3_600_000);
    expect(await world.poll(60)).toBe(0);
    expect(world.observed()).toMatchObject([{ problem: 'timed_out' }]);
  });

  it('comes when it takes too long, whether GitHub can be asked or not', async () => {
    const world = await startWorld(dispatched());
    world.repository.fail('listWorkflowRuns', { status: 503 });
    world.clock.advance(3_600_000);
    expect(await world.poll(60)).toBe(0);
    expect(world.observed()).toMatchObject([{ problem: 'timed_out' }]);
  });

  it.each([
    ['has ended', { state: 'failed' as const }],
    ['is polled by a later message', { stages: [buildStage({ beganAt: Date.UTC(2027, 0, 1) })] }],
  ])('comes when the tracking %s', async (_, tracking) => {
    const world = await startWorld(tracking);
    expect(await world.poll()).toBe(0);
    expect(world.observed()).toEqual([]);
    expect(world.repository.calls).toEqual([]);
  });

  it('does not come while GitHub is away, or wants to be left alone', async () => {
    const world = await startWorld({ stages: [buildStage({ wantedRunId: 7001 })] });
    world.repository.fail('findWorkflowRun', { status: 502 });
    expect(await world.poll(0)).toBe(5);
    world.repository.fail('findWorkflowRun', { status: 429, retryAfterSeconds: 90 });
    expect(await world.poll(1)).toBe(90);
  });

  it('does not come where polling is forbidden and webhooks report the run', async () => {
    const world = await startWorld(dispatched());
    world.clock.advance(16_000);
    world.repository.fail('listWorkflowRuns', { status: 403 });
    expect(await world.poll(1)).toBe(8);
    expect(world.observed()).toEqual([]);
  });

  it('comes where only a poll could tell, and GitHub refuses it', async () => {
    const world = await startWorld({ stages: [buildStage({ wantedRunId: 7001 })] });
    world.repository.fail('findWorkflowRun', { status: 403 });
    expect(await world.poll()).toBe(0);
    expect(world.observed()).toMatchObject([{ problem: 'github_refused' }]);
  });
});

describe('a webhook', () => {
  const occurrence = { id: 'd1', repository: 'Acme/web', sender: 'ada', receivedAt: 1 };
  const named = { workflowName: 'Diagnose on Demand', workflowFile: 'diagnose-dispatch.yml', displayTitle: TITLE };
  const run = { ...named, id: 7001, attempt: 1, event: 'workflow_dispatch', url: 'u' };
  const event = (status: string, conclusion: string | null = null, more: Partial<typeof run> = {}) => {
    const workflowRun = { ...run, status, conclusion, ...more };
    return { ...occurrence, type: 'workflow_run.changed', action: status, workflowRun } as const;
  };
  const job = (step: string | null, status = 'in_progress') => {
    const workflowJob = { id: 1, runId: 7001, attempt: 1, name: 'diagnose', status, conclusion: null, step };
    return { ...occurrence, type: 'workflow_job.changed', action: status, job: workflowJob } as const;
  };

  const known = { id: 7001, attempt: 1, url: 'https://github.com/acme/web/actions/runs/7001', conclusion: null };
  /** A world in which GitHub has that run. */
  async function worldWithRun(given: Parameters<typeof startWorld>[0] = dispatched(), file = named.workflowFile) {
    const world = await startWorld(given);
    const shown = world.repository.addWorkflowRun(file, { displayTitle: TITLE, event: 'workflow_dispatch' });
    return { ...world, shown };
  }

  it('of a run under way is looked up, and told under the address that is known', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    world.shown.start();
    await world.take(event('in_progress', null, { url: 'https://evil.example', displayTitle: 'made up' }));
    expect(world.observed()).toMatchObject([{ run: { ...known, status: 'in_progress' } }]);
    expect(world.repository.calls).toEqual(['findWorkflowRun']);
  });

  it('that says what is known costs no call', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    await world.take(event('queued'));
    expect([world.observed(), world.repository.calls]).toEqual([[], []]);
  });

  it('of a run that is not known yet is looked up: what GitHub says of it counts', async () => {
    const world = await worldWithRun();
    await world.take(event('in_progress', null, { url: 'https://evil.example' }));
    expect(world.observed()).toMatchObject([{ run: { id: 7001, status: 'queued', url: known.url } }]);
    expect(world.repository.calls).toEqual(['findWorkflowRun']);
  });

  it.each([
    ['that goes on has not ended it', event('completed', 'cancelled', { url: 'https://evil.example' })],
    ['has not begun another attempt', event('in_progress', null, { attempt: 9 })],
  ])('that somebody has made up of a run %s', async (_, forged) => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'in_progress' } }));
    const waits: number[] = [];
    for (let time = 0; time <= 6; time += 1) waits.push(await world.take(forged, time));
    expect(waits).toEqual([5, 8, 13, 13, 13, 13, 0]);
    expect(world.observed()).toEqual([]);
  });

  it('that says of another’s run that it is ours binds nothing', async () => {
    const world = await startWorld(dispatched());
    world.repository.addWorkflowRun('ci.yml', { displayTitle: TITLE, event: 'push' }).complete('success');
    await world.take(event('completed', 'success'), 1);
    expect(world.observed()).toEqual([]);
  });

  it('of a job of another attempt moves nothing', async () => {
    const world = await startWorld(dispatched({ run: { ...known, status: 'in_progress' } }));
    const { job: of, ...rest } = job('S3 read');
    await world.take({ ...rest, job: { ...of, attempt: 9 } });
    expect(world.observed()).toEqual([]);
  });

  it('of an end is taken where GitHub refuses to show runs, as nobody else could tell', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'in_progress' } }));
    world.repository.fail('findWorkflowRun', { status: 403 });
    await world.take(event('completed', 'success'));
    expect(world.observed()).toMatchObject([{ run: { conclusion: 'success' }, report: { verdict: 'ok' } }]);
  });

  it('of an end is not taken where GitHub does not know our token: it is asked again, and then polls tell', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'in_progress' } }));
    world.repository.fail('findWorkflowRun', { status: 401 });
    expect(await world.take(event('completed', 'success'))).toBe(5);
    world.repository.fail('findWorkflowRun', { status: 401 });
    expect(await world.take(event('completed', 'success'), 6)).toBe(0);
    expect(world.observed()).toEqual([]);
  });

  it('of an end waits for as long as GitHub cannot be asked', async () => {
    const world = await worldWithRun();
    world.shown.complete('success');
    world.repository.fail('findWorkflowRun', { status: 502 });
    expect(await world.take(event('completed', 'success'), 9)).toBe(13);
    expect(await world.take(event('completed', 'success'), 10)).toBe(0);
    expect(world.observed()).toMatchObject([{ run: { conclusion: 'success' } }]);
  });

  it('of a run is known by its number, whatever the repository was called when it was started', async () => {
    const world = await worldWithRun({
      ...dispatched({ run: { ...known, status: 'queued' } }),
      repository: 'acme/shop',
    });
    world.shown.start();
    await world.take(event('in_progress'));
    expect(world.observed()).toMatchObject([{ run: { id: 7001, status: 'in_progress' } }]);
  });

  it('of a run is heard however many verifications people ask for after it', async () => {
    const world = await worldWithRun();
    for (let index = 0; index < 120; index += 1)
      await world.store.create(buildTracking({ id: `verify-${index}`, requestedAt: world.clock.now() + index }));
    await world.take(event('in_progress'));
    expect(world.observed()).toMatchObject([{ trackingId: world.tracking.id, run: { id: 7001 } }]);
  });

  it('of a completed run has it inspected as GitHub shows it, without a poll', async () => {
    const world = await worldWithRun();
    world.shown.complete('failure');
    await world.take(event('completed', 'success'));
    expect(world.observed()).toMatchObject([{ run: { conclusion: 'failure' }, report: { verdict: 'ok' } }]);
    expect(world.repository.calls).toEqual(['findWorkflowRun']);
    expect(world.queues.calls).toBe(1);
  });

  it.each([
    ['of a pull request that carries the title of ours', { event: 'pull_request' }],
    ['of a push whose commit does', { event: 'push' }],
    ['that started otherwise than ours', { event: 'repository_dispatch' }],
    ['of another workflow', { workflowFile: 'ci.yml' }],
  ])('of a run %s says nothing', async (_, more) => {
    const world = await worldWithRun();
    world.shown.complete('success');
    await world.take(event('completed', 'success', more), 1);
    expect(world.observed()).toEqual([]);
  });

  it('of a run that was requested by number says nothing if it is of another workflow', async () => {
    const world = await worldWithRun({ stages: [buildStage({ wantedRunId: 7001 })] }, 'client-deploy.yml');
    world.shown.complete('success');
    await world.take(event('completed', 'success'), 1);
    expect(world.observed()).toEqual([]);
    await world.take(event('completed', 'success', { workflowFile: 'Client-Deploy.yml' }), 1);
    expect(world.observed()).toHaveLength(1);
  });

  it('of a completed run is put back for longer and longer while GitHub does not show what the run left', async () => {
    const world = await worldWithRun();
    world.shown.complete('success');
    world.world.report = undefined;
    const waits: number[] = [];
    for (let time = 0; time < 5; time += 1) waits.push(await world.take(event('completed', 'success'), time));
    expect(waits).toEqual([5, 8, 13, 13, 13]);
  });

  const atWork = buildWorkflowJob({ name: 'diagnose', steps: [{ name: 'S3 read', conclusion: null }] });

  it('of a job has GitHub asked which step it is at, once the run is known', async () => {
    const unknown = await startWorld(dispatched());
    await unknown.take(job('S3 read'));
    expect([unknown.observed(), unknown.repository.calls]).toEqual([[], []]);
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    world.shown.start(atWork);
    await world.take(job('made up'));
    await world.take(job(null, 'completed'));
    expect(world.observed()).toMatchObject([{ run: { status: 'in_progress', job: 'diagnose', step: 'S3 read' } }]);
    expect(world.repository.calls).toEqual(['listJobs']);
  });

  it('of a job of a run that two people follow has GitHub asked once, and both are told', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    const other = buildTracking({
      id: 'diagnose-2',
      requestedAt: world.clock.now(),
      deadline: Number.MAX_SAFE_INTEGER,
    });
    await world.store.create({ ...other, ...dispatched({ run: { ...known, status: 'queued' } }) });
    world.shown.start(atWork);
    await world.take(job('S3 read'));
    expect(
      world
        .observed()
        .map(({ trackingId }) => trackingId)
        .sort(),
    ).toEqual(['diagnose-2', world.tracking.id].sort());
    expect(world.repository.calls).toEqual(['listJobs']);
  });

  it('of a job that GitHub does not show says nothing', async () => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    expect(await world.take(job('made up'))).toBe(0);
    expect(world.observed()).toEqual([]);
  });

  it.each([502, 403])('of a job says nothing where GitHub does not show jobs: %i', async (status) => {
    const world = await worldWithRun(dispatched({ run: { ...known, status: 'queued' } }));
    world.repository.fail('listJobs', { status });
    expect(await world.take(job('S3 read'))).toBe(0);
    expect(world.observed()).toEqual([]);
  });

  it('of one job of many that begin together is not asked about right after another', async () => {
    const run = { id: 7001, attempt: 1, url: 'u', status: 'in_progress', conclusion: null, job: 'matrix (1)' };
    const world = await worldWithRun({ ...dispatched({ run }), state: 'running' });
    world.shown.start(atWork);
    await world.take(job('S3 read'));
    expect([world.observed(), world.repository.calls]).toEqual([[], []]);
    world.clock.advance(3000);
    await world.take(job('S3 read'));
    expect(world.observed()).toHaveLength(1);
  });

  it('waits once for the tracking that may just have been created', async () => {
    const world = await startWorld({ state: 'failed' });
    expect(await world.take(event('completed', 'success'))).toBe(5);
    expect(await world.take(event('completed', 'success'), 1)).toBe(0);
    const other = { ...event('completed'), workflowRun: { ...event('completed').workflowRun, workflowFile: 'ci.yml' } };
    expect(await world.take(other)).toBe(0);
    expect(world.observed()).toEqual([]);
  });

  it('of an earlier attempt says nothing any more', async () => {
    const again = { id: 7001, attempt: 2, url: 'u', status: 'queued', conclusion: null };
    const world = await worldWithRun(dispatched({ run: again }));
    world.shown.complete('failure');
    await world.repository.writer.rerunFailedJobs(7001);
    world.repository.workflowRun(7001).complete('success');
    await world.take(event('completed', 'failure'), 1);
    expect(world.observed()).toEqual([]);
    await world.take(event('completed', 'success', { attempt: 2 }), 1);
    expect(world.observed()).toHaveLength(1);
  });

  it('of a completed run is inspected again for half a minute, and then taken as it is', async () => {
    const world = await worldWithRun();
    world.shown.complete('failure');
    world.world.fail = new GitHubError({ operation: 'list jobs', reason: 'unavailable', status: 502 });
    const completed = { ...event('completed', 'failure'), receivedAt: world.clock.now() };
    expect(await world.take(completed)).toBe(5);
    world.clock.advance(20_000);
    expect(await world.take(completed, 3)).toBe(13);
    // The last look comes when the half minute is over, and not 13 s later.
    world.clock.advance(11_000);
    expect(await world.take(completed, 4)).toBe(4);
    world.clock.advance(4000);
    await world.take(completed, 5);
    expect(world.world.mayComeBack).toEqual([true, true, true, false]);
  });
});
