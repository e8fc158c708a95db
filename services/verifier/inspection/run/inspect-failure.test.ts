import type { Annotation } from '@valine/github';
import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { startDeployWorld, startWorld, type World } from '../test-inspection.ts';

const JOB = 6001;
const note = (message: string, more: Partial<Annotation> = {}): Annotation => ({
  ...{ level: 'failure', path: '.github', message, ...more },
});
const EXIT = note('Process completed with exit code 1.', { line: 31 });

/** A deploy whose S3 sync failed. */
function startFailedWorld(): World {
  const world = startDeployWorld();
  const ended = [
    { name: 'S3 sync', conclusion: 'failure' },
    { name: 'Invalidate', conclusion: 'skipped' },
  ];
  world.workflowRun.setJobs(buildWorkflowJob({ name: 'deploy', steps: [{ name: 'Build' }, ...ended] }));
  return world;
}

const failureOf = async (world: World, conclusion = 'failure') => (await world.inspect(conclusion))?.failure;

describe('a failed run', () => {
  it('is told with its job, its step, what was noted at them, and a link', async () => {
    const world = startFailedWorld();
    world.workflowRun.annotate(JOB, EXIT, note('Type error\n  at x', { path: 'src/app.tsx', line: 12 }));
    expect(await failureOf(world)).toEqual({
      job: 'deploy',
      step: 'S3 sync',
      url: 'https://github.com/acme/web/actions/runs/7001/job/6001',
      jobId: JOB,
      annotations: ['src/app.tsx:12: Type error at x'],
    });
    expect(world.repository.calls).not.toContain('readLogTail');
  });

  it('is told with the end of its log where the notes say no more than that it failed', async () => {
    const world = startFailedWorld();
    world.workflowRun.annotate(JOB, EXIT, note('Node.js 16 is deprecated', { level: 'warning' }));
    const logTail = 'upload failed: AccessDenied\n##[error]Process completed with exit code 1.';
    world.workflowRun.log(JOB, `${logTail}\nPost job cleanup.`);
    expect(await failureOf(world)).toMatchObject({ annotations: [], logTail });
  });

  it('shows five notes at most, failures before warnings, a line of 200 characters each', async () => {
    const world = startFailedWorld();
    const failures = Array.from({ length: 4 }, (_, n) => note(`failure ${n}`));
    const long = note('x'.repeat(500_000), { level: 'warning' });
    world.workflowRun.annotate(JOB, note('warned', { level: 'notice' }), long, long, ...failures);
    const found = await failureOf(world);
    const shown = ['failure 0', 'failure 1', 'failure 2', 'failure 3'];
    expect(found?.annotations).toEqual([...shown, `${'x'.repeat(199)}…`]);
  });

  it('shows no secret, neither in a note nor in the log', async () => {
    const world = startFailedWorld();
    world.workflowRun.annotate(JOB, note('denied: hunter-2-hunter at https://API.internal-name.example.com/prod'));
    expect((await failureOf(world))?.annotations).toEqual(['denied: *** at ***']);
    const other = startFailedWorld();
    other.workflowRun.log(JOB, 'password=abcdef\nGET https://api.internal-name.example.com/prod/hello');
    expect((await failureOf(other))?.logTail).toBe('password=***\nGET ***/hello');
  });

  it.each<[string, { conclusion: string; steps: { name: string; conclusion?: string }[] }[], string | undefined]>([
    [
      'the one that failed, not the one that was stopped with it',
      [
        { conclusion: 'cancelled', steps: [{ name: 'a', conclusion: 'cancelled' }] },
        { conclusion: 'failure', steps: [{ name: 'b', conclusion: 'failure' }] },
      ],
      'b',
    ],
    ['the one that took too long', [{ conclusion: 'timed_out', steps: [{ name: 'c', conclusion: 'timed_out' }] }], 'c'],
  ])('is told with %s', async (_, jobs, step) => {
    const world = startDeployWorld();
    world.workflowRun.setJobs(
      ...jobs.map(({ conclusion, steps }, index) => ({ ...buildWorkflowJob({ id: JOB + index, steps }), conclusion })),
    );
    expect((await failureOf(world))?.step).toBe(step);
  });

  it('of which no job failed says that it failed, and no more', async () => {
    const world = startWorld();
    expect(await failureOf(world, 'startup_failure')).toEqual({ annotations: [], early: true });
    expect(world.repository.calls).toEqual(['listJobs', 'listWorkflowRuns']);
  });
});

describe('why a run failed', () => {
  it.each(['success', null])('is not read after a run that ended with %s', async (conclusion) => {
    const world = startFailedWorld();
    Object.assign(world.repository.model.runs[0]?.attempts[0] ?? {}, { status: 'completed', conclusion });
    expect(await world.inspect()).not.toHaveProperty('failure');
  });

  it('is read from the log where the notes may not be read', async () => {
    const world = startFailedWorld();
    world.repository.fail('listAnnotations', { status: 403 });
    world.workflowRun.log(JOB, 'boom');
    expect(await failureOf(world)).toMatchObject({ step: 'S3 sync', logTail: 'boom' });
    expect(world.logger.lines).toMatchObject([{ level: 'warn', message: 'GitHub does not let this be read' }]);
  });

  it('is nothing where there is no log any more', async () => {
    expect(await failureOf(startFailedWorld())).not.toHaveProperty('logTail');
    expect(await failureOf(startFailedWorld())).not.toHaveProperty('unread');
  });

  it.each<[string, Parameters<World['repository']['fail']>[1]]>([
    ['is refused', { status: 403 }],
    ['is answered with errors for ever', { status: 500 }],
    ['is never answered', {}],
  ])('is told to be unread where the log %s: job and step are told all the same', async (_, fault) => {
    const world = startFailedWorld();
    world.repository.fail('readLogTail', fault);
    const failure = await failureOf(world);
    expect(failure).toMatchObject({ job: 'deploy', step: 'S3 sync', annotations: [] });
    expect(failure?.unread).toMatchInlineSnapshot(
      `"The log could not be read: GitHub, or the storage it keeps logs in, did not give it. Open the job to read it there."`,
    );
  });

  it('is waited for while there is time to come back', async () => {
    const world = startFailedWorld();
    world.repository.fail('listAnnotations', { status: 503 });
    await expect(world.inspectEarly('failure')).rejects.toMatchObject({ name: 'GitHubError', reason: 'unavailable' });
  });
});
