import { type HttpServer, type StubResponse, startHttpServer } from '@valine/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRunner, type TestRunner } from './test-runner.ts';

type ListedRun = {
  id: number;
  event?: string;
  display_title?: string | null;
  status?: string;
  conclusion?: string | null;
};

const ID = '0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11';
const SAME = `Diagnose on Demand — ${ID} by mara`;

let runner: TestRunner;
let github: HttpServer;
let answer: (path: string) => StubResponse;

beforeEach(async () => {
  runner = createRunner();
  github = await startHttpServer(({ path }) => answer(path));
  onTestFinished(github.close);
});

function listing(...runs: ListedRun[]): StubResponse {
  const listed = runs.map((run) => ({ event: 'workflow_dispatch', status: 'completed', display_title: SAME, ...run }));
  return { body: { total_count: runs.length, workflow_runs: listed } };
}

async function guard(whenUnsure: string, env: Record<string, string> = {}) {
  const run = await runner.run(`node .github/valine/guard.mjs ${whenUnsure}`, {
    CORRELATION_ID: ID,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'acme/web-shop',
    GITHUB_RUN_ID: '500',
    GITHUB_TOKEN: 'a-token',
    GITHUB_WORKFLOW_REF: 'acme/web-shop/.github/workflows/diagnose-dispatch.yml@refs/heads/main',
    ...env,
  });
  return { ...run, proceed: runner.outputs()['proceed'] };
}

describe('the guard against double runs', () => {
  it('asks for the runs of its own workflow and goes on when none is the same', async () => {
    answer = () => listing({ id: 499, display_title: 'Diagnose on Demand — another by mara' });
    expect(await guard('proceed')).toMatchObject({ code: 0, proceed: 'true' });
    expect(github.requests).toMatchObject([
      {
        method: 'GET',
        path: '/repos/acme/web-shop/actions/workflows/diagnose-dispatch.yml/runs?per_page=100&page=1',
        headers: { authorization: 'Bearer a-token' },
      },
    ]);
  });

  it.each([
    { status: 'in_progress', conclusion: null },
    { status: 'waiting', conclusion: null },
    { conclusion: 'success' },
    { conclusion: 'failure' },
    { conclusion: 'timed_out' },
    { event: 'repository_dispatch' },
    { display_title: `Check it all — ${ID} by mara — and by ${ID}` },
  ])('ends the run without a failure when an older one with the id has run or runs: %j', async (run) => {
    answer = () => listing({ id: 501 }, { id: 500 }, { id: 430 }, { id: 420, ...run });
    const ended = await guard('stop');
    expect(ended).toMatchObject({ code: 0, proceed: 'false' });
    expect(ended.log).toMatchInlineSnapshot(`
      "::notice title=Guard against double runs::Run 420 carries the same correlation id, so this one does nothing. Look at that run instead.
      "
    `);
  });

  it.each([
    ['itself', { id: 500 }],
    ['one that was cancelled before it began', { id: 190, conclusion: 'cancelled' }],
    ['one that was skipped', { id: 190, conclusion: 'skipped' }],
    ['one whose file was broken', { id: 190, conclusion: 'startup_failure' }],
    ['one that waits for its turn', { id: 190, status: 'pending', conclusion: null }],
    ['one that no runner has taken', { id: 190, status: 'queued', conclusion: null }],
    ['a run without a title', { id: 150, event: 'push', display_title: null }],
    ['a dispatch without a title', { id: 150, display_title: null }],
    ['a newer run with the same id', { id: 501 }],
    ['an id that only begins alike', { id: 400, display_title: `Diagnose on Demand — ${ID}0 by mara` }],
    ['the id in the name of a requester', { id: 400, display_title: `Diagnose on Demand — x by ${SAME}` }],
    ['a commit with such a message', { id: 400, event: 'push' }],
  ])('goes on when it sees %s', async (_, run) => {
    answer = () => listing(run);
    expect(await guard('stop')).toMatchObject({ code: 0, proceed: 'true' });
  });

  it('finds a run of a requester without a name, and one on the last page it reads', async () => {
    const others = Array.from({ length: 100 }, (_, index) => ({ id: 900 - index }));
    const nameless = { id: 7, display_title: `Diagnose on Demand — ${ID} by` };
    answer = (path) => (path.endsWith('&page=3') ? listing(nameless) : listing(...others));
    expect(await guard('proceed')).toMatchObject({ code: 0, proceed: 'false' });
    expect(github.requests).toHaveLength(3);
  });

  it.each([
    ['has worked', 'success', 'false'],
    ['was ended by its own guard', 'skipped', 'true'],
  ])('a newer run with the same id that %s', async (_, conclusion, proceed) => {
    const steps = [
      { name: 'Guard against double runs', conclusion: 'success' },
      { name: 'S3 sync', conclusion },
    ];
    const jobs = [{ steps: [...steps, { name: 'Post Checkout', conclusion: 'success' }] }, { steps: null }];
    answer = (path) =>
      path.includes('/runs/501/jobs') ? { body: { jobs } } : listing({ id: 501, conclusion: 'success' });
    expect(await guard('stop')).toMatchObject({ code: 0, proceed });
  });

  it.each([
    ['once the site was the new one', { jobs: [{ steps: [{ name: 'S3 sync', conclusion: 'success' }] }] }, 'false'],
    ['in the middle of its build', { jobs: [{ steps: [{ name: 'Build', conclusion: 'success' }] }] }, 'true'],
    ['and whose jobs are not told', {}, 'true'],
  ])('an older run with the same id that was cancelled %s', async (_, body, proceed) => {
    answer = (path) => (path.includes('/runs/190/jobs') ? { body } : listing({ id: 190, conclusion: 'cancelled' }));
    expect(await guard('stop', { VALINE_RETRY_MS: '1' })).toMatchObject({ code: 0, proceed });
  });

  it('asks nobody when the run carries no id', async () => {
    answer = () => 'hang';
    expect(await guard('stop', { CORRELATION_ID: ' ' })).toMatchObject({ code: 0, proceed: 'true' });
    expect(github.requests).toEqual([]);
  });

  it('asks again after a failure that may pass', async () => {
    const answers: StubResponse[] = [{ status: 502 }, 'break', listing({ id: 1 })];
    answer = () => answers.shift() ?? 'hang';
    expect(await guard('stop')).toMatchObject({ code: 0, proceed: 'false' });
  });
});

describe('the guard, when GitHub does not say', () => {
  const silences: [string, StubResponse][] = [
    ['HTTP 500', { status: 500 }],
    ['HTTP 403', { status: 403 }],
    ['HTTP 404', { status: 404, body: { message: 'Not Found' } }],
    ['no answer in time', 'hang'],
    ['no readable answer', 'break'],
    ['no readable answer', { body: '<html>' }],
    ['an answer without workflow runs', { body: { message: 'ok' } }],
  ];
  /** Short only where it has to run out: a busy machine takes its time to connect. */
  const limit = (silence: StubResponse) => ({ VALINE_HTTP_TIMEOUT_MS: silence === 'hang' ? '50' : '10000' });

  it.each(silences)('lets a run go on that only reads: %s', async (why, silence) => {
    answer = () => silence;
    const going = await guard('proceed', limit(silence));
    expect(going).toMatchObject({ code: 0, proceed: 'true' });
    expect(going.log).toContain(`(${why}). Going on, as this workflow only reads.`);
  });

  it.each(silences)('stops a run that changes something: %s', async (why, silence) => {
    answer = () => silence;
    const stopped = await guard('stop', limit(silence));
    expect(stopped).toMatchObject({ code: 1, proceed: 'false' });
    expect(stopped.log).toContain(`(${why}), so nothing was done. Start the workflow again once GitHub answers.`);
  });

  it.each([
    [3, 500],
    [3, 429],
    [1, 404],
    [1, 401],
  ])('asks %i times before it gives up on HTTP %i', async (times, status) => {
    answer = () => ({ status });
    await guard('proceed');
    expect(github.requests).toHaveLength(times);
  });

  it('goes on with no run it was not told how to', async () => {
    answer = () => listing();
    expect(await guard('')).toMatchObject({ code: 1, proceed: 'false' });
  });
});
