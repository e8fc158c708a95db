/** The sandbox as this project's own client of GitHub sees it. */
import { connectGitHub } from '@valine/github';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Wish } from '../state/actions-state.ts';
import { testGitHub } from '../test-github.ts';

const AT_ONCE = { seconds: 0, queuedSeconds: 0 };
const DIAGNOSE = 'diagnose-dispatch.yml';
const ID = '6f9619ff-8b86-5d01-b42d-00cf4fc964ff';
const INPUTS = { correlation_id: ID, requester: 'ada' };

async function connect(apiVersion?: string) {
  const bench = await testGitHub();
  const { url: baseUrl, token, repository } = bench.github;
  const version = apiVersion === undefined ? {} : { apiVersion };
  const { writer, actions } = connectGitHub({ repository, baseUrl, auth: { token }, spaceWrites: false, ...version });
  return { ...bench, writer, actions };
}

/** A diagnose that has come to its end. */
async function diagnosed(wish: Wish = {}) {
  const bench = await connect();
  bench.github.nextRun({ ...AT_ONCE, ...wish });
  const { runId = 0 } = await bench.writer.dispatchWorkflow(DIAGNOSE, 'main', INPUTS);
  await bench.github.whenIdle();
  const [artifact] = await bench.actions.listArtifacts(runId, 'diagnose-summary');
  const download = artifact && (await bench.actions.downloadArtifact(artifact.id, 1_000_000));
  return { ...bench, runId, artifact, download };
}

describe('a dispatch', () => {
  it.each(['2022-11-28', '2026-03-10'])('in version %s tells its run', async (version) => {
    const { writer, actions } = await connect(version);
    const { runId = 0, url } = await writer.dispatchWorkflow(DIAGNOSE, 'main', INPUTS);
    const run = await actions.findWorkflowRun(runId);
    expect(run).toMatchObject({ id: runId, url, workflowFile: DIAGNOSE, event: 'workflow_dispatch', attempt: 1 });
    expect(run?.displayTitle).toBe(`Diagnose on Demand — ${ID} by ada`);
  });

  it('to an old server starts one run, and tells none', async () => {
    const { github, writer } = await connect();
    github.oldDispatch(true);
    const before = github.workflowRuns().length;
    expect(await writer.dispatchWorkflow(DIAGNOSE, 'main', INPUTS)).toEqual({});
    expect(github.workflowRuns()).toHaveLength(before + 1);
  });

  it('whose answer is lost has started its run', async () => {
    const { github, writer, actions } = await connect();
    github.loseNextDispatch();
    const since = Date.now() - 1000;
    await expect(writer.dispatchWorkflow(DIAGNOSE, 'main', INPUTS)).rejects.toMatchObject({ status: 502 });
    const [found] = await actions.listWorkflowRuns(DIAGNOSE, { limit: 5, event: 'workflow_dispatch', since });
    expect(found?.displayTitle).toContain(ID);
  });
});

describe('what a diagnose leaves behind', () => {
  it('is a summary of what it saw', async () => {
    const { download, actions, runId } = await diagnosed();
    const files = unzipSync(download?.kind === 'read' ? download.bytes : new Uint8Array());
    const summary = JSON.parse(strFromU8(files['diagnose-summary.json'] ?? new Uint8Array()));
    expect(summary).toMatchObject({ ...INPUTS, conclusion: 'failure', durations: { total_s: expect.any(Number) } });
    expect(summary.checks).toMatchObject({ oidc: { ok: true }, api_health: { ok: false } });
    expect((await actions.findWorkflowRun(runId))?.conclusion).toBe('failure');
  });

  it.each([
    ['expired', { kind: 'expired' }],
    ['missing', { kind: 'missing' }],
    ['none', undefined],
  ] as const)('can be %s', async (artifact, expected) => {
    expect((await diagnosed({ artifact })).download).toEqual(expected);
  });

  it('can be no ZIP, or one that unpacks to very much', async () => {
    const { download: broken } = await diagnosed({ artifact: 'broken' });
    expect(() => unzipSync(broken?.kind === 'read' ? broken.bytes : new Uint8Array())).toThrow('invalid zip data');
    const { artifact, download } = await diagnosed({ artifact: 'bomb' });
    expect(artifact?.sizeBytes).toBeLessThan(100_000);
    const sizes: number[] = [];
    const bytes = download?.kind === 'read' ? download.bytes : new Uint8Array();
    unzipSync(bytes, { filter: ({ originalSize }) => sizes.push(originalSize) < 0 });
    expect(sizes).toEqual([16 * 1024 * 1024]);
  });
});

describe('a failed run', () => {
  it('tells its step, its annotations and its log', async () => {
    const { github, writer, actions } = await connect();
    github.nextRun({ ...AT_ONCE, outcome: 'failure', step: 'Build' });
    const { runId = 0 } = await writer.dispatchWorkflow('client-deploy.yml', 'main', {});
    await github.whenIdle();
    const {
      jobs: [job],
    } = await actions.listJobs(runId, 1);
    expect(job?.steps.find(({ conclusion }) => conclusion === 'failure')?.name).toBe('Build');
    expect(await actions.listAnnotations(job?.id ?? 0)).toEqual([
      { level: 'failure', path: 'src/pages/Basket.jsx', line: 42, message: expect.stringContaining('Unexpected') },
      { level: 'failure', path: '.github', line: 1, message: 'Process completed with exit code 1.' },
    ]);
    expect(await actions.readLogTail(job?.id ?? 0, 400)).toContain('Process completed with exit code 1.');
  });
});
