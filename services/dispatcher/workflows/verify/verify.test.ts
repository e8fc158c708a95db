import type { CheckResult, Report, TrackingProblem } from '@valine/contracts';
import { factsOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';
import { buildCheck, buildReport, followed, runEnded, runSeen } from '../tracking/test-trackings.ts';
import { parseRunReference } from './parse-run-reference.ts';

const STEPS = [
  { name: 'Build', seconds: 45 },
  { name: 'S3 sync', seconds: 12.3 },
  { name: 'CF invalidation', seconds: 8 },
];
const CHECKS: CheckResult[] = [
  buildCheck('GET /', { status: 200, ms: 85, details: 'HTML, no-cache' }),
  buildCheck('asset', { status: 200, ms: 31.6, details: 'kept for a year' }),
  buildCheck('API /health', { status: 200, ms: 120 }),
];
const verified = (change: Partial<Report> = {}) =>
  buildReport({ seconds: 82, steps: STEPS, checks: CHECKS, ...change });

describe('/verify-latest', () => {
  it('asks GitHub for nothing itself, and says what it does', async () => {
    const { dispatcher, message, tracking } = await followed('verify-latest');
    expect(dispatcher.repository.calls).toEqual([]);
    expect(await message()).toMatchInlineSnapshot(`
      "🟡 Verifying the latest Client Deploy…
      -# \`verify-xfccq73fr3\` • requested by Ada"
    `);
    expect(dispatcher.queues.sent.at(-1)).toMatchObject({
      queue: 'poll',
      body: { type: 'tracking.poll', trackingId: (await tracking()).id, requestedAt: dispatcher.clock.now() },
    });
  });

  it('ends with the run, its steps, and a line for each check', async () => {
    const { sees, tracking } = await followed('verify-latest');
    expect(await sees({ run: runEnded(), report: verified() })).toMatchInlineSnapshot(`
      "✅ Latest Client Deploy verified • 82s • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`verify-xfccq73fr3\` • requested by Ada
      [ Details ]"
    `);
    expect((await tracking()).state).toBe('succeeded');
  });

  it('follows a run that is still going to its end first', async () => {
    const { sees } = await followed('verify-latest');
    expect(await sees({ run: runSeen({ job: 'deploy', step: 'Build' }) })).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      \`deploy\` › \`Build\`
      It is still going: it is verified when it has ended.
      -# \`verify-xfccq73fr3\` • requested by Ada
      [ Cancel ]"
    `);
    expect(await sees({ run: runEnded(), report: verified() })).toContain('✅ Latest Client Deploy verified');
  });

  it('tells what is not in order and what to do, and how it was before', async () => {
    const { sees } = await followed('verify-latest');
    const bad = buildCheck('GET /', {
      verdict: 'bad',
      status: 200,
      ms: 85,
      details: 'max-age=3600',
      fix: 'Have it served with no-cache.',
    });
    const unknown = buildCheck('API /health', { verdict: 'unknown', details: 'no answer', fix: 'Set VITE_API_BASE.' });
    const comparison = { secondsBefore: 95, newlyFailing: ['GET /'], mended: ['asset'] };
    const report = verified({ verdict: 'bad', checks: [bad, unknown], comparison });
    expect(await sees({ run: runEnded(), report })).toMatchInlineSnapshot(`
      "🔴 Latest Client Deploy is not in order
      [run](https://github.com/acme/web/actions/runs/7001)
      Status: success | Build: 45s | S3 sync: 12s | CF invalidation: 8s
      Against the one before: 82s, before 95s (−13s) • newly failing: \`GET /\` • mended: \`asset\`
      -# \`verify-xfccq73fr3\` • requested by Ada
      2 checks: 1 bad, 1 unknown
      🔴 \`GET /\` • 200 • 85 ms • max-age=3600
      ↳ Have it served with no-cache.
      ⚪ \`API /health\` • no answer
      ↳ Set VITE\\_API\\_BASE.
      [ Diagnose ]"
    `);
  });

  it('never calls ok what could not be seen', async () => {
    const { sees } = await followed('verify-latest');
    const report = verified({ verdict: 'unknown', steps: [{ name: 'Build', seconds: null }], checks: [] });
    expect(await sees({ run: runEnded(), report })).toMatchInlineSnapshot(`
      "🟠 Latest Client Deploy could not be verified
      [run](https://github.com/acme/web/actions/runs/7001)
      Status: success | Build: n/a
      What could not be seen is not taken to be well. Open the run, or run the command again.
      -# \`verify-xfccq73fr3\` • requested by Ada
      [ Diagnose ]"
    `);
  });

  it('shows where and why a run failed, with the end of its log and what can be done', async () => {
    const { sees } = await followed('verify-latest');
    const failure = {
      job: 'deploy',
      step: 'S3 sync',
      annotations: [],
      logTail: 'upload failed\n```\n@everyone AccessDenied',
      url: 'https://github.com/acme/web/actions/runs/7001/job/6001',
      jobId: 6001,
    };
    const report = verified({ verdict: 'bad', conclusion: 'failure', checks: [], failure });
    expect(await sees({ run: runEnded('failure'), report })).toMatchInlineSnapshot(`
      "🔴 Latest Client Deploy failed
      [run](https://github.com/acme/web/actions/runs/7001)
      Status: failure | Build: 45s | S3 sync: 12s | CF invalidation: 8s
      -# \`verify-xfccq73fr3\` • requested by Ada
      What failed
      Failed at \`deploy\` › \`S3 sync\` • [job](https://github.com/acme/web/actions/runs/7001/job/6001)
      \`\`\`
      upload failed
      '''
      @everyone AccessDenied
      \`\`\`
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
  });
});

describe('/verify-latest diagnose:true', () => {
  it('starts a diagnose when the run is verified, in the same message', async () => {
    const { dispatcher, sees, tracking } = await followed('verify-latest', { diagnose: true });
    expect(dispatcher.repository.calls).toEqual([]);
    await sees({ run: runEnded('success', { id: 42 }), report: verified() });
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow']);
    const { stages } = await tracking();
    expect(dispatcher.repository.runs[0]?.inputs.correlation_id).toBe(stages[1]?.correlationId);
    expect(await sees({ run: runSeen() })).toMatchInlineSnapshot(`
      "✅ Latest Client Deploy verified • 82s • [run](https://github.com/acme/web/actions/runs/42)

      **Diagnose on Demand**
      ⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`verify-xfccq73fr3\` • correlation id \`afde6b35\` • requested by Ada
      [ Cancel ]"
    `);
  });

  it('shows both reports in the end', async () => {
    const { sees, tracking } = await followed('verify-latest', { diagnose: true });
    await sees({ run: runEnded('success', { id: 42 }), report: verified() });
    const checks = [buildCheck('oidc', { ms: 300 })];
    expect(factsOf(await sees({ run: runEnded(), report: buildReport({ checks }) }))).toMatchInlineSnapshot(`
      "ok run→https://github.com/acme/web/actions/runs/42
      ok run→https://github.com/acme/web/actions/runs/7001
      verify-xfccq73fr3
      [ Details ]"
    `);
    expect((await tracking()).state).toBe('succeeded');
  });

  it('does so although what is deployed is not in order', async () => {
    const { dispatcher, sees } = await followed('verify-latest', { diagnose: true });
    await sees({ run: runEnded('failure', { id: 42 }), report: verified({ verdict: 'bad', conclusion: 'failure' }) });
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow']);
  });

  it('has the net look after the second stage too, from its beginning', async () => {
    const { dispatcher, sees, tracking } = await followed('verify-latest', { diagnose: true });
    dispatcher.clock.advance(60_000);
    await sees({ run: runEnded('success', { id: 42 }), report: verified() });
    const checks = dispatcher.queues.sent.filter(({ queue }) => queue === 'poll');
    expect(checks).toMatchObject([{}, { body: { requestedAt: (await tracking()).stages[1]?.beganAt } }]);
  });
});

describe('/verify-run', () => {
  it('takes an address of the GitHub that is set, with data residency or a server of one’s own', () => {
    for (const origin of ['https://acme.ghe.com', 'https://ghe.example.com']) {
      const address = `${origin}/acme/web/actions/runs/7`;
      expect(parseRunReference(address, 'acme/web', ['https://github.com', origin])).toEqual({ ok: true, runId: 7 });
    }
  });

  it.each([
    ['a number', '7001'],
    ['an address', 'https://github.com/acme/web/actions/runs/7001'],
    ['an address of a job', 'https://github.com/Acme/Web/actions/runs/7001/job/42?pr=1#step:4:12'],
    ['an address of its file', 'https://github.com/acme/web/actions/runs/7001/workflow'],
    ['an address in angle brackets', ' <https://github.com/acme/web/actions/runs/7001/> '],
  ])('takes %s', async (_, run_id) => {
    const { sees, message } = await followed('verify-run', { run_id });
    expect(await message()).toContain('🟡 Verifying Client Deploy run 7001…');
    expect(await sees({ run: runEnded(), report: verified() })).toContain('✅ Client Deploy run 7001 verified');
  });

  it.each([
    ['no number', 'abc', 'not_a_run'],
    ['nought', '0', 'not_a_run'],
    ['a number no run has', '9'.repeat(20), 'not_a_run'],
    ['a page that is no run', 'https://github.com/acme/web/actions', 'not_a_run'],
    ['another repository', 'https://github.com/acme/other/actions/runs/7001', 'other_repository'],
    ['another host', 'https://github.com.evil.example/acme/web/actions/runs/7001', 'other_host'],
    ['another port', 'https://github.com:444/acme/web/actions/runs/7001', 'other_host'],
    ['no https', 'http://github.com/acme/web/actions/runs/7001', 'other_host'],
    ['a name before the host', 'https://x@github.com/acme/web/actions/runs/7001', 'other_host'],
    ['another scheme', 'javascript:alert(1)', 'not_a_run'],
    ['an attempt', 'https://github.com/acme/web/actions/runs/7001/attempts/1', 'names_an_attempt'],
    ['half an angle bracket', '<7001', 'not_a_run'],
  ])('refuses %s', async (_, given, reason) => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('verify-run', { run_id: given })).toContain(`-# reason_code: ${reason}`);
    expect(await dispatcher.command('verify-latest', { run_url: given })).toContain(`-# reason_code: ${reason}`);
    expect(await dispatcher.store.listTrackings('open', 1)).toEqual([]);
  });

  describe('with an address that names another repository', () => {
    const SITE = 'https://github.com/acme/site/actions/runs/7001/job/42';
    const called = (repository: string, ...formerNames: string[]) => {
      const dispatcher = testDispatcher();
      Object.assign(dispatcher.repository.model, { repository, formerNames });
      return dispatcher;
    };

    it.each([
      ['the new name of ours', called('acme/site', 'acme/web')],
      ['a former name, where ours has the new one', called('acme/web', 'acme/site')],
    ])('takes %s, and asks GitHub for it once', async (_, dispatcher) => {
      expect(await dispatcher.command('verify-run', { run_id: SITE })).toContain('Verifying Client Deploy run 7001…');
      expect(await dispatcher.command('verify-latest', { run_url: SITE })).toContain('is being verified already');
      expect(dispatcher.repository.calls).toEqual(['repositoryId', 'repositoryId']);
    });

    it('still refuses an attempt', async () => {
      const run_id = SITE.replace('/job/42', '/attempts/2');
      expect(await called('acme/site', 'acme/web').command('verify-run', { run_id })).toContain('names_an_attempt');
    });

    it('waits for GitHub, and says so, where that does not answer; refuses nothing for it', async () => {
      const dispatcher = called('acme/site', 'acme/web');
      dispatcher.repository.fail('repositoryId', { status: 502 });
      const request = dispatcher.requested('verify-run', { run_id: SITE });
      await expect(dispatcher.take(request)).rejects.toMatchObject({ name: 'RetryLater' });
      expect(dispatcher.firstSaid(`reply:${request.id}`)).toContain('GitHub does not answer right now');
      await dispatcher.take(request, 1);
      expect(await dispatcher.store.listTrackings('open', 1)).toHaveLength(1);
    });
  });

  it('says what to give instead', async () => {
    const dispatcher = testDispatcher();
    const refused = (run_id: string) => dispatcher.command('verify-run', { run_id });
    expect([
      await refused('the `last` one'),
      await refused('https://github.com/acme/other/actions/runs/1'),
      await refused('https://gitlab.com/acme/web/actions/runs/1'),
      await refused('https://github.com/acme/web/actions/runs/1/attempts/2'),
    ]).toMatchInlineSnapshot(`
      [
        "🔴 \`the 'last' one\` is no workflow run. Give its number, or its address on GitHub, like \`https://github.com/acme/web/actions/runs/123\`.
      -# reason_code: not_a_run",
        "🔴 \`https://github.com/acme/other/actions/runs/1\` is a run of another repository. Only runs of \`acme/web\` are verified here.
      -# reason_code: other_repository",
        "🔴 \`https://gitlab.com/acme/web/actions/runs/1\` is not on GitHub, or not on the one that \`acme/web\` is on. Give the number of the run, or its address there, like \`https://github.com/acme/web/actions/runs/123\`.
      -# reason_code: other_host",
        "🔴 \`https://github.com/acme/web/actions/runs/1/attempts/2\` names one attempt of a run, and only the latest is verified. Give the address of the run without \`/attempts/…\`.
      -# reason_code: names_an_attempt",
      ]
    `);
  });

  it('says what is wrong with what was asked for', async () => {
    expect(await saidOf(['run_not_found', 'other_workflow', 'no_run'])).toMatchInlineSnapshot(`
      "🔴 There is no workflow run 7001 in \`acme/web\`. Copy the number or the address of a run from the repository's Actions tab.
      -# reason_code: run_not_found
      -# \`verify-xfccq73fr3\` • requested by Ada

      🔴 Run 7001 is not one of \`client-deploy.yml\`. Give a run of Client Deploy; if that has another file name, have an operator set it in \`CLIENT_DEPLOY_WORKFLOW\`.
      -# reason_code: other_workflow
      -# \`verify-xfccq73fr3\` • requested by Ada

      🔴 Client Deploy has not run yet. Start it with \`/deploy-client\`, or name a run.
      -# reason_code: no_run
      -# \`verify-xfccq73fr3\` • requested by Ada"
    `);
  });

  it('says what to set, or where to look', async () => {
    expect(await saidOf(['workflow_not_found', 'timed_out', 'github_refused'])).toMatchInlineSnapshot(`
      "🔴 \`acme/web\` has no workflow \`client-deploy.yml\`. Add the file to \`.github/workflows\`, or have an operator set its name in \`CLIENT_DEPLOY_WORKFLOW\`.
      -# reason_code: workflow_not_found
      -# \`verify-xfccq73fr3\` • requested by Ada

      🔴 GitHub told of no run of Client Deploy within 60 minutes. See in the Actions tab whether it ran.
      -# reason_code: timed_out
      -# \`verify-xfccq73fr3\` • requested by Ada

      🔴 GitHub does not let us read runs of \`client-deploy.yml\`. Whoever runs this installation should check that the token or App may read Actions of the repository.
      -# reason_code: github_refused
      -# \`verify-xfccq73fr3\` • requested by Ada"
    `);
  });
});

/** What the message says when it ends with each of them. */
async function saidOf(problems: readonly TrackingProblem[]): Promise<string> {
  const said: string[] = [];
  for (const problem of problems) {
    const { dispatcher, sees } = await followed('verify-run', { run_id: '7001' });
    dispatcher.clock.advance(3_600_000);
    said.push(await sees({ problem }));
  }
  return said.join('\n\n');
}
