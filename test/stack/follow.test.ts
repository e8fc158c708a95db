/** Workflows asked for in Discord and followed to their end, on the whole local stack, from outside. */
import { factsOf, stateOf } from '@valine/testing';
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
  it('runs, with a link to its run, and is OK in the same message, with its evidence behind a button', async () => {
    const { github, discord, ask, answer } = stack;
    github.nextRun(HELD);
    const id = await ask('/diagnose');
    expect(factsOf(await answer(id, /Set up job/))).toMatchInlineSnapshot(`
      "running run→https://github.example/acme/web/actions/runs/<run>
      Diagnose Set up job
      diagnose-<id> <id>
      [ Cancel ]"
    `);
    await github.finishRun(newestRun(github));
    expect(factsOf(await answer(id, /OK/))).toMatchInlineSnapshot(`
      "ok run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id>
      [ Details ]"
    `);
    const said = discord.messages().find(({ interactionId }) => interactionId === id);
    const details = await discord.press(said?.message.id ?? '', 'Details');
    expect(factsOf(await answer(details.interactionId, /oidc/))).toMatchInlineSnapshot(`
      "ok
      run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id>
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
    expect(factsOf(await answer(await ask('/diagnose'), /Failed/))).toMatchInlineSnapshot(`
      "bad
      run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id>
      Diagnose Check API /hello job→https://github.example/acme/web/actions/runs/<run>/job/<run>
      HTTP 503: read the logs of what serves it
      ok oidc
      ok s3_read
      ok cloudfront
      ok api_health 200
      bad api_hello 503
      ok frontend 200
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
    site.up();
  });

  it('is told by webhooks alone, where GitHub lets nobody poll', async () => {
    const { github, ask, answer } = stack;
    github.forbidPolling();
    github.nextRun(AT_ONCE);
    expect(stateOf(await answer(await ask('/diagnose'), /OK/))).toBe('ok');
    github.allowPolling();
  });

  it('starts one run though the answer to its dispatch is lost, and is told of it', async () => {
    const { github, ask, answer } = stack;
    const before = github.workflowRuns().length;
    github.loseNextDispatch();
    github.nextRun(AT_ONCE);
    expect(stateOf(await answer(await ask('/diagnose'), /OK/))).toBe('ok');
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
    expect(stateOf(await answer(id, /OK/))).toBe('ok');
    expect(seenByAll()).toHaveLength(count);
  });
});

describe('an address that a person gives is refused, and nothing started on GitHub:', () => {
  it.each([
    ['http://shop.example', 'url_not_https'],
    ['https://localhost', 'url_local_name'],
    ['https://169.254.169.254/latest/meta-data', 'url_not_public_address'],
    ['https://elsewhere.example', 'url_domain_not_allowed'],
  ])('%s', async (url, reason) => {
    const { github, ask, answer } = stack;
    github.forgetRequests();
    for (const command of ['/diagnose frontend_url', '/deploy-client api_base'])
      expect(await answer(await ask(`${command}:${url}`), /reason_code/)).toContain(`reason_code: ${reason}`);
    // A run of a test before may still be polled.
    expect(github.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
  });
});

describe('a run that a person names', () => {
  it.each([
    ['soon', 'not_a_run'],
    ['https://github.com/acme/other/actions/runs/17', 'other_repository'],
    ['17', 'run_not_found'],
  ])('%s is refused', async (run, reason) => {
    const { ask, answer } = stack;
    expect(await answer(await ask(`/verify-run run_id:${run}`), /reason_code/)).toContain(`reason_code: ${reason}`);
  });

  it('is followed to its end first, if it still goes', async () => {
    const { github, ask, answer } = stack;
    github.nextRun(HELD);
    const run = github.startWorkflow('client-deploy.yml');
    const id = await ask(`/verify-run run_id:${run}`);
    expect(factsOf(await answer(id, /Set up job/))).toMatchInlineSnapshot(`
      "running run→https://github.example/acme/web/actions/runs/<run>
      main <sha> \`<sha>\`→https://github.example/acme/web/commit/<sha>
      Deploy Set up job
      verify-<id>
      [ Cancel ]"
    `);
    await github.finishRun(run);
    expect(stateOf(await answer(id, /^✅/))).toBe('ok');
  });
});

it('a diagnose of which every webhook was lost is brought to its end by polling alone', async () => {
  const { github, answer } = stack;
  const [run] = github.workflowRuns().filter(({ inputs }) => inputs.requester === 'mara');
  const told = github.deliveries().filter(({ payload }) => payload.includes(run?.inputs.correlation_id ?? '?'));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['failed to connect to host']));
  expect(stateOf(await answer(unheard, /OK/))).toBe('ok');
});
