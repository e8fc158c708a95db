import { factsOf, stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { otherArtifact } from './support/other-artifact.ts';
import { AT_ONCE, HELD, newestRun, QUEUED } from './support/work-on-github.ts';

describe('/diagnose', () => {
  it('is asked for, waits for a runner, and ends with the evidence: all in one message', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(QUEUED);
    await chat.command('/diagnose');
    await github.finishRun(newestRun(github));
    await settle();
    expect(chat.history().map(stateOf)).toEqual(['waiting', 'ok']);
    expect(factsOf(legible(chat.answer()))).toMatchInlineSnapshot(`
      "ok run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id>
      [ Details ]"
    `);
    expect(chat.channel()).toHaveLength(1);
  });

  it('shows the run and its step while it runs', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(HELD);
    expect(legible(await chat.command('/diagnose'))).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>)
      \`Diagnose\` › \`Set up job\`
      -# \`diagnose-<id>\` • correlation id \`<id>\` • requested by ada
      [ Cancel ]"
    `);
  });

  it('tells what a failing check found, and how to mend it', async () => {
    const { chat, github, site } = await openTeam();
    site.fail('health');
    github.nextRun({ ...AT_ONCE, failingChecks: ['s3_read'] });
    expect(legible(await chat.command('/diagnose'))).toMatchInlineSnapshot(`
      "🔴 Failed
      [run](https://github.example/acme/web/actions/runs/<run>) • 0s
      -# \`diagnose-<id>\` • requested by ada
      What failed • 6 checks: 4 ok, 2 bad
      Failed at \`Diagnose\` › \`Check S3 read\` • [job](https://github.example/acme/web/actions/runs/<run>/job/<run>)
      • \`AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket\`
      🟢 \`oidc\` • <n> ms • runs as the role web-shop-diagnose
      🔴 \`s3_read\` • <n> ms • AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket
      ↳ Give the role \`s3:ListBucket\` on the bucket. See whether its name is right, and whether Client Deploy has put index.html there.
      🟢 \`cloudfront\` • <n> ms • Deployed and enabled
      🔴 \`api_health\` • 503 • <n> ms • HTTP 503: read the logs of what serves it
      ↳ See the API's logs and its last deploy; VITE\\_API\\_BASE has to lead to the stage whose /health answers 200.
      🟢 \`api_hello\` • 200 • <n> ms
      🟢 \`frontend\` • 200 • <n> ms
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
  });

  it('checks the address a person gives, and keeps that of the API to itself', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(AT_ONCE);
    const said = await chat.command('/diagnose frontend_url:https://shop.example api_base:https://api.example/v1');
    expect(github.workflowRuns().at(-1)?.inputs).toMatchObject({
      frontend_url: 'https://shop.example',
      api_base: 'https://api.example/v1',
      requester: 'ada',
    });
    expect(said).toContain('not reachable from the sandbox');
    expect(chat.history().join('\n')).not.toContain('api.example');
  });

  it('can be started by repository_dispatch, and finds its run by the correlation id', async () => {
    const { chat, github } = await openTeam({ settings: { diagnoseTrigger: 'repository_dispatch' } });
    github.nextRun(AT_ONCE);
    expect(stateOf(await chat.command('/diagnose'))).toBe('ok');
    expect(github.workflowRuns().at(-1)).toMatchObject({ event: 'repository_dispatch' });
  });
});

describe('what is unknown is never OK: an artifact', () => {
  it.each([
    ['that is listed and cannot be downloaded', 'missing', 'The run left no artifact `diagnose-summary`.'],
    ['that was not uploaded', 'none', 'The run left no artifact `diagnose-summary`.'],
    ['that is half there', 'broken', 'is not a whole ZIP'],
    ['that has expired', 'expired', '⚠️ The artifact `diagnose-summary` has expired'],
    ['that unpacks to very much', 'bomb', 'is made in a way that no upload makes'],
  ] as const)('%s', async (_, artifact, problem) => {
    const { chat, github, wait } = await openTeam();
    github.nextRun({ ...AT_ONCE, artifact });
    await chat.command('/diagnose');
    await wait(20_000);
    expect(chat.answer()).toContain('🟠 Unknown: not everything could be checked\n');
    expect(chat.answer()).toContain(problem);
  });

  it.each([
    [
      'of another run',
      { correlation_id: 'another', checks: {}, conclusion: 'success' },
      'carries the correlation id of another run',
    ],
    ['that is no summary', ['success'], 'does not have the fields of a summary'],
  ])('%s', async (_, summary, problem) => {
    const { chat, github } = await openTeam({ gitHubFetch: otherArtifact(summary) });
    github.nextRun(AT_ONCE);
    expect(await chat.command('/diagnose')).toContain('🟠 Unknown: not everything could be checked\n');
    expect(chat.answer()).toContain(problem);
  });
});
