import type { CheckResult, Report } from '@valine/contracts';
import { buildStage, buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { API, endedTracking, FRONTEND, problem, SETTINGS, startDeployWorld, type World } from '../test-inspection.ts';

const bad = (name: string): CheckResult => ({ name, verdict: 'bad' });
const STUCK = buildWorkflowJob({ name: 'Notify', steps: [{ name: 'x', conclusion: null }] });
const ok = (name: string): CheckResult => ({ name, verdict: 'ok' });

describe('verifying a deploy', () => {
  it('says ok of a run that succeeded and a site that is as it should be', async () => {
    const is = { verdict: 'ok', status: 200, ms: 40 };
    expect(await startDeployWorld().inspect()).toEqual({
      verdict: 'ok',
      conclusion: 'success',
      seconds: 67,
      steps: [
        { name: 'Build', seconds: 45 },
        { name: 'S3 sync', seconds: 12 },
        { name: 'CF invalidation', seconds: 8 },
      ],
      checks: [
        { ...is, name: 'GET /', details: 'Cache-Control: no-cache' },
        { ...is, name: 'GET /index.html', details: 'Cache-Control: no-cache' },
        {
          ...is,
          name: 'Hashed asset',
          details: `index-DiwrgTda.js, Cache-Control: public, max-age=31536000, immutable`,
        },
        { ...is, name: 'API /health', details: 'application/json' },
        { ...is, name: 'API /hello', details: 'application/json' },
      ],
      trend: [{ seconds: 67, conclusion: 'success' }],
    });
  });

  it('says bad of a run that failed, and still whether the site is up', async () => {
    const report = await startDeployWorld().inspect('failure');
    expect(report).toMatchObject({ verdict: 'bad', conclusion: 'failure' });
    expect(report?.checks.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('says bad of a run that succeeded where one check is', async () => {
    const world = startDeployWorld({ site: { [`${API}/hello`]: { status: 500 } } });
    expect((await world.inspect())?.verdict).toBe('bad');
  });

  it('says neither where something could not be checked', async () => {
    const { apiBase: _, ...settings } = SETTINGS;
    const world = startDeployWorld();
    world.ports.settings = settings;
    const report = await world.inspect();
    expect(report?.verdict).toBe('unknown');
    const unknown = report?.checks.filter(({ verdict }) => verdict === 'unknown');
    expect(unknown).toMatchObject([{ name: 'API /health' }, { name: 'API /hello' }]);
  });

  it('checks the API that a deploy was requested to build the client for', async () => {
    const tracking = { inputs: { api_base: 'https://other.example.net/v2' } };
    const site = { 'https://other.example.net/v2/health': { status: 503 } };
    const report = await startDeployWorld({ stage: { kind: 'deploy' }, tracking, site }).inspect();
    expect(report?.checks.slice(3)).toMatchObject([{ status: 503 }, { status: 404 }]);
    expect(JSON.stringify(report)).not.toContain('other.example.net');
  });

  it('shows neither that API nor the configured one, whichever was checked', async () => {
    const given = 'https://other.example.net/v2';
    const detail = `It redirects to ${API}/health, ${given}.`;
    const site = { [`${given}/health`]: problem('refused_url', detail) };
    const world = startDeployWorld({ stage: { kind: 'deploy' }, tracking: { inputs: { api_base: given } }, site });
    const job = buildWorkflowJob({ steps: [{ name: 'Build', conclusion: 'failure' }] });
    world.workflowRun.setJobs(job);
    world.workflowRun.log(job.id, `VITE_API_BASE=${API}\nbuilt for ${given}`);
    const report = await world.inspect('failure');
    expect(report?.failure?.logTail).toBe('VITE_API_BASE=***\nbuilt for ***');
    expect(report?.checks[3]?.fix).toBe('Correct api_base. It redirects to ***/health, ***.');
  });

  it('comes back for jobs that do not show their end, then reports what there is', async () => {
    const world = startDeployWorld();
    world.workflowRun.setJobs(buildWorkflowJob({ steps: [{ name: 'Build', seconds: 45 }] }), STUCK);
    expect(await world.inspectEarly()).toBeUndefined();
    expect(await world.inspect()).toMatchObject({ verdict: 'ok', seconds: null, steps: [{ seconds: 45 }, {}, {}] });
  });

  it('leaves out jobs of an earlier attempt', async () => {
    const world = startDeployWorld();
    world.clock.advance(3_600_000);
    world.workflowRun.complete('failure');
    await world.repository.writer.rerunFailedJobs(world.workflowRun.id);
    const carriedOver = buildWorkflowJob({ steps: [{ name: 'Test', seconds: 60 }] });
    const repeated = buildWorkflowJob({ startedAt: world.clock.now(), steps: [{ name: 'Build', seconds: 30 }] });
    world.workflowRun.setJobs(carriedOver, repeated);
    expect(await world.inspect()).toMatchObject({ seconds: 30, steps: [{ seconds: 30 }, {}, {}] });
  });
});

describe('a run that succeeded and deployed nothing', () => {
  const guarded = buildWorkflowJob({
    steps: [
      { name: 'Guard against double runs' },
      ...['Build', 'S3 sync', 'CloudFront invalidation'].map((name) => ({ name, conclusion: 'skipped' })),
    ],
  });

  it.each([
    ['by its guard', guarded],
    ['because its job was skipped', { ...buildWorkflowJob({}), conclusion: 'skipped' }],
  ])('%s is not verified', async (_, job) => {
    const world = startDeployWorld();
    world.workflowRun.setJobs(job);
    const report = await world.inspect();
    expect(report).toMatchObject({ verdict: 'unknown', conclusion: 'success', nothingDone: true });
    expect(report?.trend[0]?.conclusion).toBe('skipped');
    expect(report?.problem).toMatchInlineSnapshot(
      `"None of its steps for Build, S3 sync, CF invalidation ran, or no more than a build. See in the run why they were skipped; if they have other names there, have an operator set \`STEP_PATTERNS\`."`,
    );
  });

  it('is not known to have done so where its jobs cannot be read', async () => {
    const world = startDeployWorld();
    world.repository.fail('listJobs', { status: 500 });
    const report = await world.inspect();
    expect(report).toMatchObject({ verdict: 'unknown', seconds: null });
    expect(report).not.toHaveProperty('nothingDone');
    expect(report?.problem).toMatchInlineSnapshot(
      `"The jobs of the run could not be read, so what ran in it, and for how long, is not known. Open the run to see them."`,
    );
  });
});

describe('the time for the endpoints', () => {
  const timesOf = async (left: number | undefined) => {
    const world = startDeployWorld();
    await world.inspect('success', () => left);
    return world.probe.requests.map(({ withinMs }) => withinMs);
  };

  it('is fifteen seconds where there are more, of which the pages leave a third for the asset', async () => {
    expect(await timesOf(undefined)).toEqual([10_000, 10_000, 15_000, 15_000, 15_000]);
    expect(await timesOf(60_000)).toEqual([10_000, 10_000, 15_000, 15_000, 15_000]);
  });

  it('is what the function has left where that is less', async () => {
    expect(await timesOf(6000)).toEqual([4000, 4000, 6000, 6000, 6000]);
  });

  it('is too short to be fair below five seconds: nothing is requested, and the caller comes back', async () => {
    const world = startDeployWorld();
    expect(await world.inspect('success', () => 4999)).toBeUndefined();
    expect(world.probe.requests).toEqual([]);
  });

  it('goes down while the page is read', async () => {
    const world = startDeployWorld();
    const { get } = world.probe;
    world.probe.get = (url, limits) => {
      if (url === `${FRONTEND}/`) world.clock.advance(9000);
      return get(url, limits);
    };
    await world.inspect();
    expect(world.probe.requests.at(-1)).toMatchObject({ withinMs: 6000, url: `${FRONTEND}/assets/index-DiwrgTda.js` });
  });
});

describe('compared with the verification before', () => {
  const remember = async (world: World, ...reports: [string, Partial<Report>][]) => {
    for (const [index, [id, report]] of reports.entries())
      await world.store.create(endedTracking(id, report, world.clock.now() - 1000 + index));
  };

  it('a report tells what began to fail, what was mended, and how long the run took then', async () => {
    const world = startDeployWorld({ site: { [`${API}/hello`]: problem('timeout') } });
    await remember(world, ['verify-1', { seconds: 82, checks: [bad('GET /'), ok('API /hello'), bad('API /health')] }]);
    const changed = { newlyFailing: ['API /hello'], mended: ['GET /', 'API /health'] };
    expect((await world.inspect())?.comparison).toEqual({ secondsBefore: 82, ...changed });
  });

  it('what was unknown or not checked then is neither', async () => {
    const world = startDeployWorld({ site: { [`${API}/hello`]: { status: 500 } } });
    await remember(world, ['verify-1', { checks: [{ name: 'API /hello', verdict: 'unknown' }] }]);
    expect((await world.inspect())?.comparison).toEqual({ secondsBefore: null, newlyFailing: [], mended: [] });
  });

  it('only the newest counts', async () => {
    const world = startDeployWorld();
    await remember(world, ['verify-1', { seconds: 1 }], ['verify-2', { seconds: 2 }]);
    expect((await world.inspect())?.comparison?.secondsBefore).toBe(2);
  });

  it('the same run, verified again, took no time before', async () => {
    const world = startDeployWorld();
    const earlier = endedTracking('verify-1', { seconds: 82 }, world.clock.now());
    const { id, attempt, url, status } = world.workflowRun.info();
    const run = { id, attempt, url, status, conclusion: null };
    await world.store.create({ ...earlier, stages: earlier.stages.map((stage) => ({ ...stage, run })) });
    expect((await world.inspect())?.comparison?.secondsBefore).toBeNull();
  });

  it('its own record, other workflows and trackings without a report do not', async () => {
    const world = startDeployWorld();
    const { store, clock } = world;
    await remember(world, [world.tracking.id, { seconds: 1 }]);
    const other = endedTracking('diagnose-1', {}, clock.now());
    await store.create({ ...other, stages: other.stages.map((stage) => ({ ...stage, workflow: 'diagnose.yml' })) });
    await store.create({ ...other, id: 'verify-3', stages: [buildStage()] });
    expect(await world.inspect()).not.toHaveProperty('comparison');
  });
});

describe('the trend', () => {
  it('has the last ten runs, the newest first, and knows the end of its own better than the list', async () => {
    const world = startDeployWorld();
    const start = world.clock.now();
    for (let n = 1; n <= 10; n += 1) {
      // GitHub changes this long after the end.
      const times = { startedAt: start, updatedAt: start + 3_000_000_000 };
      const run = { ...times, status: 'completed', conclusion: 'failure' };
      const job = buildWorkflowJob({ startedAt: start, steps: [{ name: 'Build', seconds: n }] });
      world.repository.addWorkflowRun('client-deploy.yml', run).setJobs(job);
    }
    Object.assign(world.repository.model.runs[10]?.attempts[0] ?? {}, { status: 'in_progress', conclusion: null });
    const report = await world.inspect();
    expect(report?.trend).toHaveLength(10);
    expect(report?.trend.slice(0, 2)).toEqual([
      { seconds: null, conclusion: null },
      { seconds: 9, conclusion: 'failure' },
    ]);
  });

  it('asks for no run of which a report tells already, and calls skipped what did nothing', async () => {
    const world = startDeployWorld();
    const { repository, store, clock } = world;
    const done = { status: 'completed', conclusion: 'success' };
    const { id } = repository.addWorkflowRun('client-deploy.yml', done);
    const reported = endedTracking('verify-1', { seconds: 82, nothingDone: true }, clock.now());
    const run = { id, attempt: 1, url: '', ...done };
    await store.create({ ...reported, stages: reported.stages.map((stage) => ({ ...stage, run })) });
    const guard = buildWorkflowJob({ steps: [{ name: 'Guard' }, { name: 'Build', conclusion: 'skipped' }] });
    repository.addWorkflowRun('client-deploy.yml', done).setJobs(guard);
    const report = await world.inspect();
    expect(report?.trend).toEqual([
      { seconds: 2, conclusion: 'skipped' },
      { seconds: 82, conclusion: 'skipped' },
      { seconds: 67, conclusion: 'success' },
    ]);
    expect(report).not.toHaveProperty('comparison');
    expect(repository.calls.filter((call) => call === 'listJobs')).toHaveLength(2);
  });

  it('shows its own run as it ended, though the list still has it running', async () => {
    const world = startDeployWorld();
    const { listWorkflowRuns } = world.ports.actions;
    const lagging: typeof listWorkflowRuns = async (...args) =>
      (await listWorkflowRuns(...args)).map((run) => ({ ...run, status: 'in_progress', conclusion: null }));
    world.ports.actions = { ...world.ports.actions, listWorkflowRuns: lagging };
    expect((await world.inspect())?.trend).toEqual([{ seconds: 67, conclusion: 'success' }]);
  });

  it('is empty where GitHub does not tell, and the report comes all the same', async () => {
    const world = startDeployWorld();
    world.repository.fail('listWorkflowRuns', { status: 503 });
    expect(await world.inspect()).toMatchObject({ verdict: 'ok', trend: [] });
    expect(world.logger.lines).toMatchObject([{ level: 'warn', message: 'GitHub does not let this be read' }]);
  });
});
