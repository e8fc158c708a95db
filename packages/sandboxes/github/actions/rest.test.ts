import { describe, expect, it } from 'vitest';
import { request } from '../../shared/test-request.ts';
import { testGitHub } from '../test-github.ts';

type Run = { id: number };

const DEPLOYS = '/actions/workflows/client-deploy.yml/runs';
const DISPATCH = '/actions/workflows/client-deploy.yml/dispatches';
const idsOf = ({ json }: { json: { workflow_runs: Run[] } }) => json.workflow_runs.map(({ id }) => id);

describe('the workflows', () => {
  it('are found by file and by id', async () => {
    const { call } = await testGitHub();
    expect(idsOf(await call('GET', '/actions/workflows/61204417/runs'))).toEqual(idsOf(await call('GET', DEPLOYS)));
    expect((await call('GET', '/actions/workflows/nope.yml/runs')).status).toBe(404);
  });

  it('have run before, well and badly', async () => {
    const { github } = await testGitHub();
    const took = github.workflowRuns().map(({ name, attempts: [attempt] }) => {
      const { conclusion, startedAt, updatedAt } = attempt ?? { startedAt: 0, updatedAt: 0 };
      return `${name}: ${conclusion} in ${(updatedAt - startedAt) / 1000} s`;
    });
    expect(took).toEqual([
      'Client Deploy: success in 79 s',
      'Client Deploy: success in 88 s',
      'Diagnose on Demand: success in 27 s',
      'Client Deploy: failure in 95 s',
      'Client Deploy: success in 82 s',
      'Diagnose on Demand: success in 25 s',
    ]);
  });
});

describe('the lists of runs', () => {
  it('are of a moment and later, and of no other range', async () => {
    const { call } = await testGitHub();
    const all = idsOf(await call('GET', DEPLOYS));
    const { json: second } = await call('GET', `/actions/runs/${all[1]}`);
    const since = (sign: string) => `${DEPLOYS}?created=${encodeURIComponent(`${sign}${second.created_at}`)}`;
    expect(idsOf(await call('GET', since('>=')))).toEqual(all.slice(0, 2));
    expect((await call('GET', since('<'))).status).toBe(422);
  });

  it('come in pages', async () => {
    const { call } = await testGitHub();
    const first = await call('GET', `${DEPLOYS}?per_page=3`);
    expect(first.json).toMatchObject({ total_count: 4, workflow_runs: { length: 3 } });
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    expect(idsOf(await call('GET', `${DEPLOYS}?per_page=3&page=2`))).toHaveLength(1);
  });

  it('answer 403 while polling is forbidden; jobs and artifacts go on answering', async () => {
    const { github, call } = await testGitHub();
    const id = github.workflowRuns().at(-1)?.id;
    github.forbidPolling();
    for (const path of [`/actions/runs/${id}`, DEPLOYS]) expect((await call('GET', path)).status).toBe(403);
    expect((await call('GET', `/actions/runs/${id}/attempts/1/jobs`)).status).toBe(200);
    expect((await call('GET', `/actions/runs/${id}/artifacts?name=diagnose-summary`)).json.total_count).toBe(1);
    github.allowPolling();
    expect((await call('GET', `/actions/runs/${id}`)).status).toBe(200);
  });
});

describe('a dispatch', () => {
  it.each([
    ['of a workflow there is not', '/actions/workflows/nope.yml/dispatches', { ref: 'main' }, 404],
    ['on a branch there is not', DISPATCH, { ref: 'nope' }, 422],
    ['without a ref', DISPATCH, {}, 422],
    ['with an input the workflow does not know', DISPATCH, { ref: 'main', inputs: { colour: 'red' } }, 422],
    ['without an input it needs', '/actions/workflows/diagnose-dispatch.yml/dispatches', { ref: 'main' }, 422],
    ['of an event without a type', '/dispatches', {}, 422],
  ])('%s is refused', async (_, path, body, status) => {
    const { github, call } = await testGitHub();
    const before = github.workflowRuns().length;
    expect((await call('POST', path, body)).status).toBe(status);
    expect(github.workflowRuns()).toHaveLength(before);
  });

  it('answers nothing unless asked for its run', async () => {
    const { call } = await testGitHub();
    expect(await call('POST', DISPATCH, { ref: 'main' })).toMatchObject({ status: 204, json: undefined });
  });
});

describe('a download', () => {
  it('leads elsewhere, by a signed link that wants no token and takes none', async () => {
    const { github, call } = await testGitHub();
    const [run] = github.workflowRuns();
    const answer = await call('GET', `/actions/jobs/${run?.attempts[0]?.jobs[0]?.id}/logs`);
    const link = answer.headers.get('location') ?? '';
    expect(answer.status).toBe(302);
    expect(new URL(link).origin).not.toBe(new URL(github.url).origin);
    expect(await (await fetch(link)).text()).toContain('##[group]Run Build');
    expect((await fetch(link, { headers: { authorization: `Bearer ${github.token}` } })).status).toBe(400);
    expect((await fetch(link.replace('sig=', 'sig=0'))).status).toBe(403);
  });

  it('of an artifact that is too old answers 410', async () => {
    const { github, call } = await testGitHub();
    github.nextRun({ seconds: 0, queuedSeconds: 0, artifact: 'expired' });
    const id = github.startWorkflow('diagnose-dispatch.yml', { correlation_id: 'c', requester: 'ada' });
    await github.whenIdle();
    const [artifact] = (await call('GET', `/actions/runs/${id}/artifacts`)).json.artifacts;
    expect(artifact).toMatchObject({ expired: true });
    expect((await call('GET', `/actions/artifacts/${artifact.id}/zip`)).status).toBe(410);
  });
});

describe('the page of a run', () => {
  it('can be read without a token', async () => {
    const { github } = await testGitHub();
    const run = github.workflowRuns().find((each) => each.attempts[0]?.conclusion === 'failure');
    const page = await fetch(`${github.url}/acme/web-shop/actions/runs/${run?.id}`);
    expect(await page.text()).toContain('failure     S3 sync');
    expect((await fetch(`${github.url}/acme/web-shop/actions/runs/1`)).status).toBe(404);
  });

  it('leads to that of its commit, and of what came since another', async () => {
    const { github } = await testGitHub();
    const [run] = github.workflowRuns();
    const [before, sha] = [run?.sha ?? '', github.pushCommit('Fix the cart')];
    const textAt = async (path: string) => (await fetch(`${github.url}/acme/web-shop/${path}`)).text();
    expect(await textAt(`commit/${sha}`)).toMatch(/^Fix the cart\n\nmara-k, /);
    expect(await textAt(`compare/${before}...${sha}`)).toMatch(/^ahead: \d commits ahead, 0 behind\n$/);
    expect((await fetch(`${github.url}/acme/web-shop/commit/0`)).status).toBe(404);
  });
});

it('the requests that came can be counted', async () => {
  const { github, call } = await testGitHub();
  await call('GET', `${DEPLOYS}?per_page=1`);
  expect(github.requests()).toEqual([`GET /repos/acme/web-shop${DEPLOYS}?per_page=1`]);
  github.forgetRequests();
  await request('GET', `${github.url}/acme/web-shop/actions/runs/1`, undefined, {}).catch(() => undefined);
  expect(github.requests()).toEqual([]);
});
