/** What changed since the last good deploy, and which one that is. */
import type { Report } from '@valine/contracts';
import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { endedTracking, startDeployWorld, type World } from '../test-inspection.ts';

const HOUR = 3_600_000;
const BUILT = buildWorkflowJob({ steps: [{ name: 'S3 sync', seconds: 8 }] });

/** Its own run is of the newest commit; those before it, the oldest first, are each of one of their own. */
function worldAfter(...conclusions: string[]): World & { shas: string[] } {
  const world = startDeployWorld();
  const { repository, clock } = world;
  const shas = conclusions.map((conclusion, index) => {
    const sha = repository.push(`Commit ${index}`);
    const at = clock.now() - (conclusions.length - index) * HOUR;
    const times = { createdAt: at, startedAt: at, updatedAt: at };
    repository.addWorkflowRun('client-deploy.yml', { ...times, status: 'completed', conclusion }).setJobs(BUILT);
    return sha;
  });
  ownRun(world).sha = repository.push('The newest');
  return Object.assign(world, { shas });
}

function ownRun({ repository }: World) {
  const [own] = repository.model.runs;
  if (own === undefined) throw new Error('it has no run of its own');
  return own;
}

const changesOf = async (world: World) => (await world.inspect())?.changes;

describe('the last good deploy', () => {
  it('is the newest before it that succeeded, whatever failed since', async () => {
    const world = worldAfter('success', 'success', 'failure', 'cancelled');
    expect(await changesOf(world)).toMatchObject({ since: world.shas[1], status: 'ahead', ahead: 3, behind: 0 });
  });

  it('is none that did nothing, and none that was found to be bad', async () => {
    const world = worldAfter('success', 'success', 'success');
    const [, , verified, skipped] = world.repository.model.runs;
    world.repository
      .workflowRun(skipped?.id)
      .setJobs(buildWorkflowJob({ steps: [{ name: 'Build', conclusion: 'skipped' }] }));
    await remember(world, verified?.id ?? 0, { verdict: 'bad' });
    expect(await changesOf(world)).toMatchObject({ since: world.shas[0], ahead: 3 });
  });

  it('is none that came after it, for one that is verified again', async () => {
    const world = worldAfter('success', 'success');
    const [, first] = world.repository.model.runs;
    Object.assign(ownRun(world), { createdAt: (first?.createdAt ?? 0) + 1 });
    Object.assign(ownRun(world).attempts[0] ?? {}, { startedAt: (first?.createdAt ?? 0) + 1 });
    expect(await changesOf(world)).toMatchObject({ since: world.shas[0] });
  });

  it('is an old run that was run again since', async () => {
    const world = worldAfter('success', 'success');
    const [, first] = world.repository.model.runs;
    Object.assign(first?.attempts[0] ?? {}, { startedAt: world.clock.now() - 1 });
    expect(await changesOf(world)).toMatchObject({ since: world.shas[0], ahead: 2 });
  });

  it('may be none: then nothing is compared', async () => {
    const world = worldAfter('failure');
    expect(await world.inspect()).not.toHaveProperty('changes');
    expect(world.repository.calls).not.toContain('compareCommits');
  });
});

describe('since then', () => {
  it('nothing has changed where it is of the same commit: GitHub is not asked', async () => {
    const world = worldAfter('success');
    ownRun(world).sha = world.shas[0] ?? '';
    expect(await changesOf(world)).toEqual({ since: world.shas[0], status: 'identical' });
    expect(world.repository.calls).not.toContain('compareCommits');
  });

  it('history was rewritten: both have commits of their own, or no way leads from the one to the other', async () => {
    const world = worldAfter('success', 'success');
    world.repository.model.branches['main'] = world.shas[1] ?? '';
    ownRun(world).sha = world.repository.push('Instead', { force: true });
    expect(await changesOf(world)).toMatchObject({ status: 'diverged', ahead: 1, behind: 1 });
    const gone = worldAfter('success');
    delete gone.repository.model.commits[gone.shas[0] ?? ''];
    expect(await changesOf(gone)).toEqual({ since: gone.shas[0], status: 'not_found' });
  });

  it('it goes back to an older commit', async () => {
    const world = worldAfter('success', 'success');
    ownRun(world).sha = world.shas[0] ?? '';
    expect(await changesOf(world)).toMatchObject({ since: world.shas[1], status: 'behind', behind: 1 });
  });

  it.each([403, 404, 429, 500, undefined])('GitHub answers %s: the report comes all the same', async (status) => {
    const world = worldAfter('success');
    world.repository.fail('compareCommits', status === undefined ? {} : { status });
    const report = await world.inspectEarly();
    expect(report).toMatchObject({ verdict: 'ok', changes: { since: world.shas[0], status: 'unknown' } });
  });

  it.each([
    [undefined, 3000],
    [8000, 3000],
    [5500, 3000],
  ])('GitHub is waited for three seconds at most, where %s ms are left', async (left, within) => {
    const world = worldAfter('success');
    const given: number[] = [];
    world.ports.actions = {
      ...world.ports.actions,
      compareCommits: async (_base, _head, withinMs) => void given.push(withinMs),
    };
    await world.inspect('success', () => left);
    expect(given).toEqual([within]);
  });

  it('nothing is said where GitHub does not tell of which commits they are', async () => {
    const world = worldAfter('success');
    ownRun(world).sha = '';
    expect(await world.inspect()).not.toHaveProperty('changes');
  });
});

async function remember({ store, clock }: World, id: number, report: Partial<Report>): Promise<void> {
  const earlier = endedTracking('verify-1', report, clock.now() - 1000);
  const run = { id, attempt: 1, url: '', status: 'completed', conclusion: 'success' };
  await store.create({ ...earlier, stages: earlier.stages.map((stage) => ({ ...stage, run })) });
}
