/** What follows of workflow runs rely on, held true of the model behind its port and behind HTTP alike. */
import type { GitHubConnection } from '@valine/github';
import { buildWorkflowJob, fakeRepository } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { openSandbox } from './open-sandbox.ts';

type Runs = Omit<GitHubConnection, 'github'> & {
  /** A commit on `main`, in the place of the newest one with `force`; its SHA. */
  push(message: string, force?: boolean): string;
  /** Ends a deploy that was dispatched, at `S3 sync` where it fails. */
  endDeploy(conclusion: 'success' | 'failure'): Promise<number>;
  /** Ends a diagnose, which leaves its summary behind. */
  endDiagnose(artifact?: 'expired'): Promise<number>;
};

const clock = { now: () => Math.floor(Date.now() / 1000) * 1000 };
const [DEPLOY, DIAGNOSE] = ['client-deploy.yml', 'diagnose-dispatch.yml'];
/** A correlation id runs once. */
const inputsOf = (number: number) => ({ correlation_id: `op-${number}`, requester: 'ada' });
const EXITED = { level: 'failure', path: '.github', line: 1, message: 'Process completed with exit code 1.' } as const;

async function inMemory(): Promise<Runs> {
  const repository = fakeRepository(clock);
  async function dispatch(file: string) {
    const inputs = inputsOf(repository.runs.length + 1);
    return (await repository.writer.dispatchWorkflow(file, 'main', inputs)).runId ?? 0;
  }
  return {
    ...repository,
    push: (message, force = false) => repository.push(message, { force }),
    async endDeploy(conclusion) {
      const id = await dispatch(DEPLOY);
      const run = repository.workflowRun(id);
      const job = buildWorkflowJob({ steps: [{ name: 'Build' }, { name: 'S3 sync', conclusion }] });
      run.complete(conclusion, job);
      run.annotate(job.id, EXITED);
      run.log(job.id, `Build: done\n${'upload failed: dist/index.html\n'.repeat(20)}Access Denied\n`);
      return id;
    },
    async endDiagnose(artifact) {
      const id = await dispatch(DIAGNOSE);
      repository.workflowRun(id).complete('success');
      repository.workflowRun(id).upload('diagnose-summary', Buffer.from('PK'), { expired: artifact === 'expired' });
      return id;
    },
  };
}

async function overHttp(): Promise<Runs> {
  const { sandbox, connection } = await openSandbox();
  let count = 0;
  const end = async (file: string, wish: Parameters<typeof sandbox.nextRun>[0]) => {
    count += 1;
    sandbox.nextRun({ seconds: 0, queuedSeconds: 0, ...wish });
    const { runId = 0 } = await connection.writer.dispatchWorkflow(file, 'main', inputsOf(count));
    await sandbox.whenIdle();
    return runId;
  };
  return {
    ...connection,
    push: (message, force) => sandbox.pushCommit(message, 'Ada', force),
    endDeploy: (outcome) => end(DEPLOY, { outcome, step: 'S3 sync' }),
    endDiagnose: (artifact) => end(DIAGNOSE, artifact ? { artifact } : {}),
  };
}

describe.each([
  ['in memory', inMemory],
  ['over HTTP', overHttp],
])('workflow runs %s', (_, connect) => {
  it('are shown as they ended, with their jobs and steps', async () => {
    const { actions, lookups, push, endDeploy } = await connect();
    const sha = push('Fix the cart\n\nIt forgot its items.');
    const id = await endDeploy('failure');
    const ended = { attempt: 1, url: expect.stringContaining(`/actions/runs/${id}`), conclusion: 'failure' };
    const times = { createdAt: expect.any(Number), startedAt: expect.any(Number), updatedAt: expect.any(Number) };
    const names = { name: 'Client Deploy', workflowFile: DEPLOY, displayTitle: 'Client Deploy — op-1 by ada' };
    const head = { branch: 'main', sha, title: 'Fix the cart', author: 'Ada' };
    const run = { id, ...names, event: 'workflow_dispatch', status: 'completed', ...ended, ...times, head };
    expect(await actions.findWorkflowRun(id)).toEqual(run);
    expect(await lookups.findWorkflowRun(id)).toEqual({ status: 'completed', ...ended });
    const [job, ...others] = (await actions.listJobs(id, 1)).jobs;
    const progress = { status: 'completed', startedAt: expect.any(Number), completedAt: expect.any(Number) };
    expect(job).toMatchObject({ ...progress, conclusion: 'failure', url: expect.stringContaining(`/job/${job?.id}`) });
    expect([others, Object.keys(job ?? {}).length]).toEqual([[], 8]);
    for (const [index, step] of (job?.steps ?? []).entries())
      expect(step).toEqual({ ...progress, name: step.name, number: index + 1, conclusion: step.conclusion });
    expect(job?.steps.find(({ conclusion }) => conclusion === 'failure')?.name).toBe('S3 sync');
  });

  it('work on commits, which are compared by their history', async () => {
    const { actions, push } = await connect();
    const [first, second, third] = [push('First'), push('Second'), push('Third')];
    const other = push('Third, written anew', true);
    const compare = (base: string, head: string) => actions.compareCommits(base, head, 1000);
    const url = expect.stringContaining(`/compare/${first}...${third}`);
    expect(await compare(first, third)).toEqual({ status: 'ahead', ahead: 2, behind: 0, url });
    expect(await compare(third, second)).toMatchObject({ status: 'behind', ahead: 0, behind: 1 });
    expect(await compare(third, other)).toMatchObject({ status: 'diverged', ahead: 1, behind: 1 });
    expect(await compare(third, third)).toMatchObject({ status: 'identical', ahead: 0, behind: 0 });
    expect(await compare('0'.repeat(40), third)).toBeUndefined();
  });

  it('leave annotations and a log behind, of which the last whole lines are read', async () => {
    const { actions, endDeploy } = await connect();
    const [job] = (await actions.listJobs(await endDeploy('failure'), 1)).jobs;
    const jobId = job?.id ?? 0;
    expect(await actions.listAnnotations(jobId)).toContainEqual(EXITED);
    const [whole = '', tail = ''] = [await actions.readLogTail(jobId, 100_000), await actions.readLogTail(jobId, 100)];
    expect([tail === '', whole.endsWith(`\n${tail}`), whole.endsWith('\n')]).toEqual([false, true, false]);
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(100);
  });

  it('leave artifacts behind, which are read whole or not at all, and expire', async () => {
    const { actions, endDiagnose } = await connect();
    const name = 'diagnose-summary';
    const [id, expiredId] = [await endDiagnose(), await endDiagnose('expired')];
    const [artifact] = await actions.listArtifacts(id, name);
    const { id: artifactId = 0, sizeBytes = 0 } = artifact ?? {};
    const listed = { id: artifactId, name, sizeBytes, createdAt: expect.any(Number), expired: false };
    expect(await actions.listArtifacts(id, name)).toEqual([listed]);
    expect(await actions.listArtifacts(id, 'dist')).toEqual([]);
    const download = await actions.downloadArtifact(artifactId, sizeBytes);
    expect(download.kind === 'read' && download.bytes.byteLength).toBe(sizeBytes);
    expect(await actions.downloadArtifact(artifactId, sizeBytes - 1)).toEqual({ kind: 'too_large' });
    const [expired] = await actions.listArtifacts(expiredId, name);
    expect(expired?.expired).toBe(true);
    expect(await actions.downloadArtifact(expired?.id ?? 0, sizeBytes)).toEqual({ kind: 'expired' });
  });

  it('are listed with the newest first, by event and moment', async () => {
    const { writer, actions, endDiagnose } = await connect();
    const before = clock.now();
    const first = await endDiagnose();
    await writer.requestDispatch('diagnose.request', inputsOf(9));
    const ids = async (query: object, limit = 2) =>
      (await actions.listWorkflowRuns(DIAGNOSE, { limit, ...query })).map((run) => run.id);
    const [second, ...others] = await ids({ since: before });
    expect(others).toEqual([first]);
    expect(await ids({}, 1)).toEqual([second]);
    expect(await ids({ event: 'repository_dispatch' })).toEqual([second]);
    expect(await ids({ event: 'workflow_dispatch' }, 1)).toEqual([first]);
    expect(await ids({ since: clock.now() + 2000 })).toEqual([]);
  });

  it('are run again where something failed: the same run, and its earlier attempt stands', async () => {
    const { writer, actions, endDeploy } = await connect();
    const [id, well] = [await endDeploy('failure'), await endDeploy('success')];
    const [before, jobs] = [await actions.findWorkflowRun(id), await actions.listJobs(id, 1)];
    await writer.rerunFailedJobs(id);
    const again = { id, attempt: 2, conclusion: null, createdAt: before?.createdAt };
    expect(await actions.findWorkflowRun(id)).toMatchObject(again);
    expect(await actions.listJobs(id, 1)).toEqual(jobs);
    await expect(writer.rerunFailedJobs(well)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
  });
});
