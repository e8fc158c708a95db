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

describe('a run of very many jobs', () => {
  const jobs = Array.from({ length: 420 }, (_, index) =>
    buildWorkflowJob({ id: index + 1, steps: [{ name: 'Test' }] }),
  );
  const failed = buildWorkflowJob({ id: 420, name: 'cart', steps: [{ name: 'Test', conclusion: 'failure' }] });

  it('is told with the one that failed, though it is the last', async () => {
    const world = startWorld();
    world.workflowRun.setJobs(...jobs.with(419, failed));
    world.workflowRun.annotate(420, note('expected 2 to be 3', { path: 'src/cart.test.ts', line: 7 }));
    const annotations = ['src/cart.test.ts:7: expected 2 to be 3'];
    expect(await failureOf(world)).toMatchObject({ job: 'cart', step: 'Test', annotations });
  });

  it('of which not all were read says so, and does not claim that no step began', async () => {
    const world = startWorld();
    world.ports.actions = { ...world.ports.actions, listJobs: async () => ({ jobs, isWhole: false }) };
    const failure = await failureOf(world);
    expect(failure).toEqual({ annotations: [], unread: expect.any(String) });
    expect(failure?.unread).toMatchInlineSnapshot(
      `"The run has more jobs than the 420 that were read. What became of the others is not known: open the run to see them all."`,
    );
  });

  it('that failed in a way that no job tells is not said to have failed early', async () => {
    const world = startWorld();
    world.workflowRun.setJobs(...jobs);
    expect(await failureOf(world)).toEqual({ annotations: [] });
  });
});

describe('why a run failed', () => {
  it.each(['success', 'skipped', 'neutral', 'stale', null])(
    'is not read after a run that ended with %s',
    async (conclusion) => {
      const world = startFailedWorld();
      Object.assign(world.repository.model.runs[0]?.attempts[0] ?? {}, { status: 'completed', conclusion });
      expect(await world.inspect()).not.toHaveProperty('failure');
    },
  );

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
