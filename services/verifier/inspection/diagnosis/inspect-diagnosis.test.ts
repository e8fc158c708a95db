import { buildWorkflowJob } from '@valine/testing';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { API, buildSummary, CHECKS, type SummarySketch, startDiagnoseWorld, summaryZip } from '../test-inspection.ts';

const JOB = 6001;

/** A diagnose that left this summary. */
function startWith(changes: SummarySketch = {}) {
  const world = startDiagnoseWorld();
  world.workflowRun.upload('diagnose-summary', summaryZip(buildSummary(changes)));
  return world;
}

const inspect = (changes: SummarySketch, conclusion?: string) => startWith(changes).inspect(conclusion);
const fenced = (changes: SummarySketch = {}) =>
  `## 🟢\n\`\`\`json\n${buildSummary(changes)}\n\`\`\`\nPost job cleanup.`;

describe('a diagnosis', () => {
  it('is ok where the run succeeded and all known checks are', async () => {
    expect(await inspect({})).toEqual({
      verdict: 'ok',
      conclusion: 'success',
      seconds: 25,
      steps: [
        { name: 'oidc', seconds: 1.2 },
        { name: 's3_read', seconds: 0.8 },
      ],
      checks: [
        { name: 'oidc', verdict: 'ok', details: 'role valine-diagnose' },
        { name: 's3_read', verdict: 'ok', details: '12 objects' },
        { name: 'cloudfront', verdict: 'ok', details: 'Deployed' },
        { name: 'api_health', verdict: 'ok', status: 200, ms: 81 },
        { name: 'api_hello', verdict: 'ok', status: 200, ms: 64 },
      ],
      trend: [],
    });
  });

  it('is bad where a check is, with its evidence and a fix', async () => {
    const api_health = { ok: false, status: 503, ms: 120, details: 'HTTP 503' };
    const report = await inspect({ checks: { ...CHECKS, api_health }, conclusion: 'failure' }, 'failure');
    expect(report).toMatchObject({ verdict: 'bad', failure: { annotations: [] } });
    expect(report?.checks[3]).toEqual({
      ...{ name: 'api_health', verdict: 'bad', status: 503, ms: 120, details: 'HTTP 503' },
      fix: "See the API's logs and its last deploy; VITE_API_BASE has to lead to the stage whose /health answers 200.",
    });
  });

  it('does not ask for a 200 where one came', async () => {
    const details = 'HTTP 200, but a web page answers instead of the API';
    const report = await inspect({ checks: { ...CHECKS, api_hello: { ok: false, status: 200, details } } }, 'failure');
    expect(report?.checks[4]?.fix).toContain('not as /hello is to');
  });

  it('names the API that a person gave in the fix', async () => {
    const world = startDiagnoseWorld({ tracking: { inputs: { api_base: 'https://given.example.net' } } });
    const checks = { ...CHECKS, api_health: { ok: false, status: 503 } };
    world.workflowRun.upload('diagnose-summary', summaryZip(buildSummary({ checks })));
    expect((await world.inspect())?.checks[3]?.fix).toContain('; api_base has to lead to the stage');
  });

  it.each([500, 404, 101, 0])('is unknown where a check is called ok with status %i', async (status) => {
    const report = await inspect({ checks: { ...CHECKS, api_health: { ok: true, status, details: 'fine' } } });
    const fix: unknown = expect.stringContaining('contradicts itself');
    const said = { verdict: 'unknown', details: `called ok with status ${status}, fine`, fix };
    expect(report).toMatchObject({ verdict: 'unknown', checks: { 3: said } });
  });

  it.each([204, 302, null])('takes ok with status %s for what it says', async (status) => {
    expect(await inspect({ checks: { ...CHECKS, api_health: { ok: true, status } } })).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    { ok: true, status: 'Deployed' },
    { ok: true, ms: '87' },
  ])('is ok though %j has an odd field', async (cloudfront) => {
    const report = await inspect({ checks: { ...CHECKS, cloudfront } });
    expect(report?.verdict).toBe('ok');
    expect(report?.checks[2]).toEqual({ name: 'cloudfront', verdict: 'ok' });
  });

  it.each(['ok', {}, { ok: 'true', status: 200 }])(
    'is unknown where nobody can tell whether %j is ok',
    async (oidc) => {
      const report = await inspect({ checks: { ...CHECKS, oidc } });
      expect(report?.checks.map(({ verdict }) => verdict)).toEqual(['unknown', 'ok', 'ok', 'ok', 'ok']);
      expect(`${report?.checks[0]?.details}: ${report?.checks[0]?.fix}`).toMatchInlineSnapshot(
        `"the summary does not tell whether it is ok: See in the log of the run what this check found. A check has to say ok with true or false."`,
      );
    },
  );

  it.each<[string, SummarySketch, string]>([
    ['the run failed, whatever its checks say', {}, 'failure'],
    ['a check fails though the run succeeded', { checks: { ...CHECKS, oidc: { ok: false } } }, 'success'],
  ])('is bad where %s', async (_, changes, conclusion) => {
    expect(await inspect(changes, conclusion)).toMatchObject({ verdict: 'bad' });
  });

  it('is unknown where a known check was not made', async () => {
    const { cloudfront: _, ...checks } = CHECKS;
    const report = await inspect({ checks });
    const missing = { name: 'cloudfront', verdict: 'unknown', details: 'not in the summary' };
    expect(report).toMatchObject({ verdict: 'unknown', checks: { 2: missing } });
  });

  it('shows checks that nobody knows, and they count', async () => {
    const well = await inspect({ checks: { ...CHECKS, dns: { ok: true, ms: 3 } } });
    expect(well).toMatchObject({ verdict: 'ok', checks: { 5: { name: 'dns', verdict: 'ok', ms: 3 } } });
    const ill = await inspect({ checks: { ...CHECKS, dns: { ok: false } } });
    const fix = 'See what the log of the run says about dns.';
    expect(ill).toMatchObject({ verdict: 'bad', checks: { 5: { fix } } });
  });

  it('is unknown where the summary contradicts itself', async () => {
    const problem: unknown = expect.stringContaining('does not call the diagnosis a success although every check');
    expect(await inspect({ conclusion: 'failure' })).toMatchObject({ verdict: 'unknown', problem });
  });

  it('shows neither secrets nor the API, and no more than fits', async () => {
    const [api_base, given] = ['https://hidden.example.net/v1', 'https://given.example.net'];
    const details = `GET ${API}/health, ${given} and ${api_base}: token=abcdef, ${'x'.repeat(5000)}`;
    const world = startDiagnoseWorld({ tracking: { inputs: { api_base: given } } });
    const summary = buildSummary({ api_base, checks: { ...CHECKS, oidc: { ok: true, details } } });
    world.workflowRun.upload('diagnose-summary', summaryZip(summary));
    const report = await world.inspect();
    expect(report?.checks[0]?.details).toMatch(/^GET \*\*\*\/health, \*\*\* and \*\*\*: token=\*\*\*, x+…$/);
    expect(report?.checks[0]?.details).toHaveLength(300);
  });

  it('takes the duration from the summary where the jobs do not tell', async () => {
    const world = startWith();
    const { startedAt: _, completedAt: __, ...job } = buildWorkflowJob({});
    world.workflowRun.setJobs(job);
    expect((await world.inspect())?.seconds).toBe(21.4);
  });

  it('does not count what a re-run carries over', async () => {
    const world = startDiagnoseWorld();
    world.workflowRun.complete('failure');
    await world.repository.writer.rerunFailedJobs(world.workflowRun.id);
    const prepare = buildWorkflowJob({
      name: 'prepare',
      startedAt: world.clock.now() - 7_200_000,
      steps: [{ name: 'x' }],
    });
    const diagnose = buildWorkflowJob({ startedAt: world.clock.now(), steps: [{ name: 'Check', seconds: 8 }] });
    world.workflowRun.setJobs(prepare, diagnose);
    world.workflowRun.upload('diagnose-summary', summaryZip());
    expect(await world.inspect()).toMatchObject({ verdict: 'ok', seconds: 8 });
  });

  it('waits while the list of jobs lags behind the end of the run, but not for ever', async () => {
    const world = startWith();
    world.workflowRun.setJobs(buildWorkflowJob({ steps: [{ name: 'x', conclusion: null }] }));
    expect(await world.inspectEarly()).toBeUndefined();
    expect(await world.inspect()).toMatchObject({ verdict: 'ok', seconds: 21.4 });
  });
});

describe('an artifact that cannot be believed', () => {
  const other = '00000000-1111-4222-8333-944455556666';
  it.each<[string, Uint8Array | undefined, { expired?: boolean }, RegExp]>([
    ['missing', undefined, {}, /left no artifact/],
    ['expired', summaryZip(), { expired: true }, /has expired/],
    ['too large', new Uint8Array(1024 * 1024 + 1), {}, /larger than a summary can be/],
    ['broken', summaryZip().subarray(0, 90), {}, /not a whole ZIP/],
    ['hostile', zipSync({ 'diagnose-summary.json': new Uint8Array(64e6) }), {}, /made in a way that no upload makes/],
    ['without the file', zipSync({ 'x.json': strToU8('{}') }), {}, /does not have the file/],
    ['not JSON', summaryZip('OK'), {}, /is not JSON/],
    ['ambiguous', summaryZip(buildSummary().replace('"ok":true', '"ok":false,"ok":true')), {}, /gives a field twice/],
    ['of another shape', summaryZip('{"ok":true}'), {}, /does not have the fields/],
    ['of another run', summaryZip(buildSummary({ correlation_id: other })), {}, /correlation id of another run/],
  ])('because it is %s never makes a diagnosis ok, and says why', async (_, bytes, more, problem) => {
    const world = startDiagnoseWorld();
    if (bytes !== undefined) world.workflowRun.upload('diagnose-summary', bytes, more);
    const report = await world.inspect();
    expect(report).toMatchObject({ verdict: 'unknown', checks: [], problem: expect.stringMatching(problem) });
    expect(report).not.toHaveProperty('failure');
  });

  it('leaves a failed run as bad as it is', async () => {
    const report = await startDiagnoseWorld().inspect('failure');
    expect(report).toMatchObject({ verdict: 'bad', problem: expect.any(String) });
  });

  it.each<[string, Uint8Array, { expired?: boolean }]>([
    ['expired', summaryZip(), { expired: true }],
    ['too large', new Uint8Array(1024 * 1024 + 1), {}],
  ])('because it is %s is not downloaded', async (_, bytes, more) => {
    const world = startDiagnoseWorld();
    world.workflowRun.upload('diagnose-summary', bytes, more);
    await world.inspect();
    expect(world.repository.calls).toEqual(['listJobs', 'listArtifacts', 'readLogTail']);
  });

  it.each([
    ['missing', /left no artifact/],
    ['expired', /has expired/],
    ['too_large', /larger than a summary can be/],
  ] as const)('turns out to be that when it is downloaded: %s', async (kind, problem) => {
    const world = startWith();
    world.ports.actions = { ...world.ports.actions, downloadArtifact: async () => ({ kind }) };
    expect((await world.inspect())?.problem).toMatch(problem);
  });

  it.each(['listArtifacts', 'downloadArtifact'] as const)('because it cannot be read says so: %s', async (method) => {
    const world = startWith();
    world.repository.fail(method, { status: 500 });
    const report = await world.inspect();
    expect(report).toMatchObject({ verdict: 'unknown', conclusion: 'success', seconds: 25, checks: [] });
    expect(report?.problem).toMatch(/could not be read/);
  });

  it('that is not listed is not called missing where the jobs cannot be read: it may still come', async () => {
    const world = startDiagnoseWorld();
    world.repository.fail('listJobs', { status: 500 });
    expect((await world.inspect())?.problem).toMatch(/could not be read/);
  });

  it('that another attempt left is passed over: the newest counts', async () => {
    const world = startDiagnoseWorld();
    world.workflowRun.upload('diagnose-summary', summaryZip('old'));
    world.workflowRun.upload('diagnose-summary', summaryZip());
    expect((await world.inspect())?.verdict).toBe('ok');
  });
});

describe('the log, where there is no artifact to believe', () => {
  const startLogged = (log: string) => {
    const world = startDiagnoseWorld();
    world.workflowRun.log(JOB, log);
    return world;
  };

  it('is the second source: its checks are shown, and it is not taken for more than that', async () => {
    const report = await startLogged(fenced()).inspect();
    expect(report?.checks.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(report?.verdict).toBe('unknown');
    expect(report?.problem).toMatchInlineSnapshot(
      `"The run left no artifact \`diagnose-summary\`. See in its log whether the upload ran, and whether the workflow file is the one that comes with this system. The checks shown are from the log of the run."`,
    );
  });

  it('can make it bad', async () => {
    const log = fenced({ checks: { ...CHECKS, s3_read: { ok: false } } });
    expect(await startLogged(log).inspect()).toMatchObject({ verdict: 'bad' });
  });

  it('is read for the last block that is a summary of this run', async () => {
    const stranger = fenced({ correlation_id: 'x', checks: {} });
    const first = fenced({ checks: { ...CHECKS, oidc: { ok: false } } });
    const log = [first, fenced(), stranger, '```json\n{"a":1}\n```', '```json\nbroken'].join('\n');
    expect((await startLogged(log).inspect())?.checks[0]?.verdict).toBe('ok');
  });

  it('is not read where the artifact is good', async () => {
    const world = startWith();
    world.workflowRun.log(JOB, fenced());
    await world.inspect();
    expect(world.repository.calls).not.toContain('readLogTail');
  });

  it.each([403, 404])('may be refused (%i): the report comes all the same', async (status) => {
    const world = startLogged(fenced());
    world.repository.fail('readLogTail', { status });
    expect(await world.inspect()).toMatchObject({ verdict: 'unknown', checks: [] });
  });
});

describe('an artifact that is not there yet', () => {
  const startJustEnded = (ago: number) => {
    const world = startDiagnoseWorld();
    world.workflowRun.setJobs(buildWorkflowJob({ startedAt: world.clock.now() - ago - 1000, steps: [{ name: 'x' }] }));
    return world;
  };

  it.each([0, 5000, 14_999, -3000])('may still come %i ms after the last job: come back', async (ago) => {
    const world = startJustEnded(ago);
    expect(await world.inspect()).toBeUndefined();
    expect(world.repository.calls).toEqual(['listJobs', 'listArtifacts']);
  });

  it.each([15_000, -15_000])('is missing %i ms after the last job, by a clock that is far behind too', async (ago) => {
    expect(await startJustEnded(ago).inspect()).toMatchObject({ verdict: 'unknown' });
  });

  it('is not waited for after a run that was stopped, or had no job', async () => {
    const cancelled = await startJustEnded(0).inspect('cancelled');
    expect(cancelled).toMatchObject({ verdict: 'bad' });
    expect(cancelled).not.toHaveProperty('problem');
    const world = startDiagnoseWorld();
    world.workflowRun.setJobs();
    expect(await world.inspect('failure')).toMatchObject({ verdict: 'bad' });
  });
});
