/** The real GitHub client on the sandbox's Actions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectGitHub } from '@valine/github';
import { type GitHubSandbox, startGitHubSandbox } from '@valine/local-stack';
import { afterAll, describe, expect, it } from 'vitest';

const repository = 'acme/web';
const VERSIONS = ['2022-11-28', '2026-03-10'] as const;
const INPUTS = { correlation_id: 'op-1', requester: 'ada' };

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});

/** Nobody takes its webhooks: here only its API matters. */
async function startSandbox(): Promise<GitHubSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'github-client-'));
  const webhook = { webhookUrl: 'http://127.0.0.1:1/', webhookSecret: 'a-secret', paused: true };
  const sandbox = await startGitHubSandbox({ dataDir, port: 0, repository, ...webhook });
  closing.push(async () => {
    await sandbox.close();
    rmSync(dataDir, { recursive: true });
  });
  return sandbox;
}

async function open(apiVersion: (typeof VERSIONS)[number] = '2022-11-28') {
  const sandbox = await startSandbox();
  return {
    sandbox,
    ...connectGitHub({ repository, baseUrl: sandbox.url, auth: { token: sandbox.token }, apiVersion }),
  };
}

// Side by side, for a client spaces its writes as GitHub asks.
describe.concurrent('the client on the sandbox', () => {
  it.each(VERSIONS)('is told the run that it starts, in version %s', async (version) => {
    const { writer, actions, looks } = await open(version);
    const { runId = 0, url } = await writer.dispatchWorkflow('client-deploy.yml', 'main', INPUTS);
    const displayTitle = 'Client Deploy — op-1 by ada';
    const run = {
      id: runId,
      url,
      displayTitle,
      workflowFile: 'client-deploy.yml',
      attempt: 1,
      event: 'workflow_dispatch',
    };
    expect(await actions.findWorkflowRun(runId)).toMatchObject(run);
    expect(await looks.dispatchedRunsSince('client-deploy.yml', Date.now() - 60_000)).toMatchObject([
      { id: runId, url, displayTitle },
    ]);
  });

  it('starts a run on an old server that does not know the flag, and finds it by its title', async () => {
    const { sandbox, writer, looks } = await open();
    sandbox.oldDispatch(true);
    expect(await writer.dispatchWorkflow('client-deploy.yml', 'main', INPUTS)).toEqual({});
    const [run] = await looks.dispatchedRunsSince('client-deploy.yml', Date.now() - 60_000);
    expect(run?.displayTitle).toContain('op-1');
  });

  it('is not told a run whose answer was lost, which started all the same, once', async () => {
    const { sandbox, writer, looks } = await open();
    sandbox.loseNextDispatch();
    await expect(writer.requestDispatch('diagnose.request', INPUTS)).rejects.toMatchObject({ mayHaveLanded: true });
    const since = Date.now() - 60_000;
    expect(await looks.dispatchedRunsSince('diagnose-dispatch.yml', since, 'repository_dispatch')).toHaveLength(1);
  });

  it('reads why a run failed', async () => {
    const { sandbox, writer, actions } = await open();
    sandbox.nextRun({ outcome: 'failure', step: 'S3 sync' });
    const { runId = 0 } = await writer.dispatchWorkflow('client-deploy.yml', 'main', INPUTS);
    await sandbox.finishRun(runId);
    const [job] = await actions.listJobs(runId, 1);
    expect(job?.steps.filter(({ conclusion }) => conclusion === 'failure')).toMatchObject([{ name: 'S3 sync' }]);
    expect(await actions.listAnnotations(job?.id ?? 0)).toContainEqual(expect.objectContaining({ level: 'failure' }));
    const tail = (await actions.readLogTail(job?.id ?? 0, 1200)) ?? '';
    expect(tail).toContain('##[error]Process completed with exit code 1.');
    expect(tail).not.toMatch(/^\d{4}-\d{2}-\d{2}T/m);
  });

  it('reads the artifact of a diagnose from the storage, which refuses whoever shows a token', async () => {
    const { sandbox, actions } = await open();
    const runId = sandbox.startWorkflow('diagnose-dispatch.yml', INPUTS);
    await sandbox.finishRun(runId);
    const [artifact] = await actions.listArtifacts(runId, 'diagnose-summary');
    const download = await actions.downloadArtifact(artifact?.id ?? 0, 100_000);
    expect(download.kind === 'read' && Buffer.from(download.bytes).toString('latin1', 0, 2)).toBe('PK');
    expect(await actions.downloadArtifact(artifact?.id ?? 0, 10)).toEqual({ kind: 'too_large' });
    expect(await actions.downloadArtifact(1, 10)).toEqual({ kind: 'missing' });
  });

  it('repeats and cancels a run', async () => {
    const { sandbox, writer, looks } = await open();
    sandbox.nextRun({ outcome: 'failure' });
    const runId = sandbox.startWorkflow('client-deploy.yml', INPUTS);
    await expect(writer.rerunFailedJobs(runId)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
    await sandbox.finishRun(runId);
    await expect(writer.cancelWorkflowRun(runId)).rejects.toMatchObject({ status: 409 });
    await writer.rerunFailedJobs(runId);
    expect(await looks.findWorkflowRun(runId)).toMatchObject({ attempt: 2, conclusion: null });
    await writer.cancelWorkflowRun(runId);
    expect(await looks.findWorkflowRun(runId)).toMatchObject({ attempt: 2, conclusion: 'cancelled' });
  });
});
