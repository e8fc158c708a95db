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
    ['one of a run that failed and does not', failedDeploy, 'listJobs listAnnotations listWorkflowRuns readLogTail'],
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
  ])('%s take no longer than the function has left', async (_, start) => {
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
    expect(new Set(given)).toEqual(new Set([9000]));
  });
});

describe('while GitHub cannot be asked', () => {
  it.each(['listJobs', 'listArtifacts', 'downloadArtifact'] as const)('the caller waits: %s', async (method) => {
    const world = withArtifact(startDiagnoseWorld());
    world.repository.fail(method, { status: 503 });
    await expect(world.inspect()).rejects.toMatchObject({ name: 'GitHubError', reason: 'unavailable' });
  });

  it('no endpoint is read for a report that cannot be made', async () => {
    const world = startDeployWorld();
    world.repository.fail('listJobs', { status: 502 });
    await expect(world.inspect()).rejects.toMatchObject({ name: 'GitHubError' });
    expect(world.probe.requests).toEqual([]);
  });
});
