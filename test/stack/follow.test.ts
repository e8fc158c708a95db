/** Workflows asked for in Discord and followed to their end, on the whole local stack, from outside. */
import { factsOf } from '@valine/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AT_ONCE, HELD, newestRun } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

/** What GitHub tells of a run that ends at once. */
const WEBHOOKS_OF_A_RUN = 7;

let stack: Tracked;
/** A diagnose of which no webhook tells: it is looked at after 15 s, while the other tests go on. */
let unheard: string;

beforeAll(async () => {
  stack = await startTracked({ ALLOWED_DOMAINS: 'shop.example' });
  const { github, ask } = stack;
  const before = github.workflowRuns().length;
  github.dropWebhooks(WEBHOOKS_OF_A_RUN);
  github.nextRun(AT_ONCE);
  unheard = await ask('/diagnose');
  await vi.waitUntil(() => github.workflowRuns().length > before, { timeout: 30_000 });
  await github.whenIdle();
}, 120_000);
afterAll(() => stack.close());

describe('/diagnose', () => {
  it('runs, with a link to its run, and is OK, with evidence, in the same message', async () => {
    const { github, ask, answer } = stack;
    github.nextRun(HELD);
    const id = await ask('/diagnose');
    expect(await answer(id, /Set up job/)).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>)
      \`Diagnose\` › \`Set up job\`
      -# \`diagnose-<id>\` • correlation id \`<uuid>\` • requested by mara
      [ Cancel ]"
    `);
    await github.finishRun(newestRun(github));
    expect(factsOf(await answer(id, /OK/))).toMatchInlineSnapshot(`
      "ok
      run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id> <uuid>
      ok oidc
      ok s3_read
      ok cloudfront
      ok api_health 200
      ok api_hello 200
      ok frontend 200"
    `);
  });

  it('fails with a failing check, and says how to mend it', async () => {
    const { github, site, ask, answer } = stack;
    site.fail('hello', 'down');
    github.nextRun(AT_ONCE);
    expect(await answer(await ask('/diagnose'), /Failed/)).toMatchInlineSnapshot(`
      "🔴 Failed
      [run](https://github.example/acme/web/actions/runs/<run>) • <n>s
      -# \`diagnose-<id>\` • correlation id \`<uuid>\` • requested by mara
      What failed • 6 checks: 5 ok, 1 bad
      Failed at \`Diagnose\` › \`Check API /hello\` • [job](https://github.example/acme/web/actions/runs/<run>/job/<run>)
      • \`HTTP 503\`
      🟢 \`oidc\` • <n> ms • runs as the role web-shop-diagnose
      🟢 \`s3_read\` • <n> ms • index.html is there (1432 bytes)
      🟢 \`cloudfront\` • <n> ms • Deployed and enabled
      🟢 \`api_health\` • 200 • <n> ms
      🔴 \`api_hello\` • 503 • <n> ms
      ↳ See the API's logs; if /health is well, the route /hello is missing or fails: deploy the API again.
      🟢 \`frontend\` • 200 • <n> ms
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
    site.up();
  });

  it('is told by webhooks alone, where GitHub lets nobody poll', async () => {
    const { github, ask, answer } = stack;
    github.forbidPolling();
    github.nextRun(AT_ONCE);
    expect(await answer(await ask('/diagnose'), /OK/)).toContain('🟢 `oidc`');
    github.allowPolling();
  });

  it('starts one run though the answer to its dispatch is lost, and is told of it', async () => {
    const { github, ask, answer } = stack;
    const before = github.workflowRuns().length;
    github.loseNextDispatch();
    github.nextRun(AT_ONCE);
    expect(await answer(await ask('/diagnose'), /OK/)).toContain('🟢 `oidc`');
    expect(github.workflowRuns()).toHaveLength(before + 1);
  });

  it('outlasts the token of its interaction: the bot edits the same message', async () => {
    const { github, discord, ask, answer, seenByAll } = stack;
    github.nextRun(HELD);
    const id = await ask('/diagnose');
    await answer(id, /Running/);
    const count = seenByAll().length;
    discord.expireTokens();
    await github.finishRun(newestRun(github));
    expect(await answer(id, /OK/)).toContain('🟢 `oidc`');
    expect(seenByAll()).toHaveLength(count);
  });
});

describe('an address that a person gives is refused, and nothing asked of GitHub:', () => {
  it.each([
    [
      'http://shop.example',
      /The URL does not begin with `https:\/\/`\. .* Nothing was started\.\n-# reason_code: url_not_https$/,
    ],
    [
      'https://localhost',
      /name of a local network or machine, .* Nothing was started\.\n-# reason_code: url_local_name$/,
    ],
    [
      'https://169.254.169.254/latest/meta-data',
      /not on the public internet\. .* Nothing was started\.\n-# reason_code: url_not_public_address$/,
    ],
    [
      'https://elsewhere.example',
      /not in a domain that this team admits\. .* Nothing was started\.\n-# reason_code: url_domain_not_allowed$/,
    ],
  ])('%s', async (url, refusal) => {
    const { github, ask, answer } = stack;
    github.forgetRequests();
    expect(await answer(await ask(`/diagnose frontend_url:${url}`), /reason_code/)).toMatch(refusal);
    expect(await answer(await ask(`/deploy-client api_base:${url}`), /reason_code/)).toMatch(refusal);
    expect(github.requests()).toEqual([]);
  });
});

describe('a run that a person names', () => {
  it.each([
    ['soon', /^🔴 `soon` is no workflow run\. Give its number, .*\n-# reason_code: not_a_run$/],
    [
      'https://github.com/acme/other/actions/runs/17',
      /is a run of another repository\. Only runs of `acme\/web` are verified here\.\n-# reason_code: other_repository$/,
    ],
    ['17', /^🔴 There is no workflow run 17 in `acme\/web`\. Copy .*\n-# reason_code: run_not_found\n/],
  ])('%s is refused', async (run, refusal) => {
    const { ask, answer } = stack;
    expect(await answer(await ask(`/verify-run run_id:${run}`), /reason_code/)).toMatch(refusal);
  });

  it('is followed to its end first, if it still goes', async () => {
    const { github, ask, answer } = stack;
    github.nextRun(HELD);
    const run = github.startWorkflow('client-deploy.yml');
    const id = await ask(`/verify-run run_id:${run}`);
    expect(await answer(id, /Set up job/)).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>)
      \`Deploy\` › \`Set up job\`
      It is still going: it is verified when it has ended.
      -# \`verify-<id>\` • requested by mara
      [ Cancel ]"
    `);
    await github.finishRun(run);
    expect(await answer(id, /^✅/)).toMatch(/^✅ Client Deploy run <run> verified\n.*\nStatus: success \| Build: /);
  });
});

it('a diagnose of which every webhook was lost is brought to its end by polling alone', async () => {
  const { github, answer } = stack;
  const [run] = github.workflowRuns().filter(({ inputs }) => inputs.requester === 'mara');
  const told = github.deliveries().filter(({ payload }) => payload.includes(run?.inputs.correlation_id ?? '?'));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['failed to connect to host']));
  expect(await answer(unheard, /OK/)).toContain('🟢 `oidc`');
});
