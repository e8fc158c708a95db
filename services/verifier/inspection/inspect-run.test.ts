/** What one inspection costs: every call to GitHub, so that growth is seen. */
import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { startDeployWorld, startDiagnoseWorld, summaryZip, type World } from './test-inspection.ts';

const FAILED = buildWorkflowJob({ steps: [{ name: 'Build', conclusion: 'failure' }] });

function failed(world: World): World {
  world.workflowRun.setJobs(FAILED);
  return world;
}

function withArtifact(world: World): World {
  world.workflowRun.upload('diagnose-summary', summaryZip());
  return world;
}

function withNote(world: World): World {
  world.workflowRun.annotate(FAILED.id, { level: 'failure', path: 'a.ts', message: 'boom' });
  return world;
}

describe('the calls to GitHub for', () => {
  const failedDeploy = () => failed(startDeployWorld());
  const diagnosis = () => withArtifact(startDiagnoseWorld());

  it.each<[string, () => World, string]>([
    ['a verification', startDeployWorld, 'listJobs listWorkflowRuns'],
    [
      'one of a run that failed and says why',
      () => withNote(failedDeploy()),
      'listJobs listAnnotations listWorkflowRuns',
    ],
    ['one of a run that failed and does not', failedDeploy, 'listJobs listAnnotations readLogTail listWorkflowRuns'],
    ['a diagnosis', diagnosis, 'listJobs listArtifacts downloadArtifact'],
    ['one that failed', () => withNote(failed(diagnosis())), 'listJobs listArtifacts downloadArtifact listAnnotations'],
    ['a diagnosis without an artifact', startDiagnoseWorld, 'listJobs listArtifacts readLogTail'],
  ])('%s', async (name, start, calls) => {
    const world = start();
    await world.inspect(name.includes('failed') ? 'failure' : 'success');
    expect(world.repository.calls.join(' ')).toBe(calls);
  });

  it.each([
    ['a verification', startDeployWorld],
    ['a diagnosis', () => withArtifact(startDiagnoseWorld())],
  ])('%s take six seconds each at most, and no longer than the function has left', async (_, start) => {
    const world = start();
    const given: unknown[] = [];
    const noting: ProxyHandler<World['ports']['actions']> = {
      get: (target, name, receiver) => {
        const method: unknown = Reflect.get(target, name, receiver);
        return (...args: unknown[]) => {
          given.push(args.at(-1));
          return typeof method === 'function' ? method(...args) : undefined;
        };
      },
    };
    world.ports.actions = new Proxy(world.ports.actions, noting);
    await world.inspect('success', () => 9000);
    expect(new Set(given)).toEqual(new Set([6000]));
    given.length = 0;
    await world.inspect('success', () => 5500);
    expect(new Set(given)).toEqual(new Set([5500]));
  });
});

describe('while GitHub cannot be asked', () => {
  const METHODS = ['listJobs', 'listArtifacts', 'downloadArtifact'] as const;

  it.each(METHODS)('the caller comes back: %s', async (method) => {
    const world = withArtifact(startDiagnoseWorld());
    world.repository.fail(method, { status: 503 });
    await expect(world.inspectEarly()).rejects.toMatchObject({ name: 'GitHubError', reason: 'unavailable' });
  });

  it.each([
    ['it refuses', { status: 403 }],
    ['it wants to be left alone for long', { status: 429, retryAfterSeconds: 3600 }],
  ])('the caller does not come back where %s', async (_, fault) => {
    const world = withArtifact(startDiagnoseWorld());
    world.repository.fail('downloadArtifact', fault);
    expect(await world.inspectEarly()).toMatchObject({ verdict: 'unknown', conclusion: 'success' });
  });

  it('no endpoint is read for a report that cannot be made', async () => {
    const world = startDeployWorld();
    world.repository.fail('listJobs', { status: 502 });
    await expect(world.inspectEarly()).rejects.toMatchObject({ name: 'GitHubError' });
    expect(world.probe.requests).toEqual([]);
  });

  it.each(METHODS)('for longer, a diagnose is told with its conclusion: %s', async (method) => {
    const world = withArtifact(startDiagnoseWorld());
    world.repository.fail(method, { status: 503 });
    expect(await world.inspect('failure')).toMatchObject({ verdict: 'bad', conclusion: 'failure' });
  });

  it('for longer, a deploy is told with its conclusion, and the site is checked', async () => {
    const world = startDeployWorld();
    for (const method of ['listJobs', 'listWorkflowRuns'] as const) world.repository.fail(method, { status: 500 });
    const report = await world.inspect('failure');
    expect(report).toMatchObject({ verdict: 'bad', conclusion: 'failure', checks: { length: 5 }, trend: [] });
    expect(report?.failure).toMatchInlineSnapshot(`
      {
        "annotations": [],
        "unread": "The jobs of the run could not be read, so what ran in it, and for how long, is not known. Open the run to see them.",
      }
    `);
  });
});
