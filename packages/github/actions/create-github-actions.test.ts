import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';
import type { GitHubActions } from './github-actions.ts';
import { jobJson, runJson } from './sample-json.ts';

const MISSING: StubResponse = { status: 404, body: { message: 'Not Found' } };

describe('a run of a workflow', () => {
  it('is found by its id', async () => {
    const { actions, requested } = await connectTo({ body: runJson() });
    expect(await actions.findWorkflowRun(5)).toMatchObject({ id: 5, attempt: 2, workflowFile: 'client-deploy.yml' });
    expect(requested()).toEqual(['GET /repos/acme/web/actions/runs/5']);
  });

  it('that is not there is undefined', async () => {
    expect(await (await connectTo(MISSING)).actions.findWorkflowRun(5)).toBeUndefined();
  });
});

describe('the runs of a workflow', () => {
  it('are listed as they are requested', async () => {
    const body = { total_count: 3, workflow_runs: [runJson({ id: 7 }), runJson({ id: 6 }), runJson({ id: 5 })] };
    const { actions, requested } = await connectTo({ body });
    const query = { limit: 2, event: 'push', since: Date.UTC(2026, 2, 2, 9) };
    expect((await actions.listWorkflowRuns('client-deploy.yml', query)).map(({ id }) => id)).toEqual([7, 6]);
    await actions.listWorkflowRuns('9', { limit: 500 });
    const path = 'GET /repos/acme/web/actions/workflows';
    expect(requested()).toEqual([
      `${path}/client-deploy.yml/runs?per_page=2&event=push&created=>=2026-03-02T09:00:00Z`,
      `${path}/9/runs?per_page=100`,
    ]);
  });

  it('of a workflow that is not there are no empty list', async () => {
    const { actions } = await connectTo(MISSING);
    expect(await failureOf(actions.listWorkflowRuns('none.yml', { limit: 1 }))).toMatchObject({ reason: 'not_found' });
  });
});

describe('the jobs of an attempt', () => {
  const paged = (pages: number) => (request: SeenRequest) => {
    const page = Number(new URL(request.path, 'http://x').searchParams.get('page'));
    const link = `<http://${request.headers.host}/x?page=${page + 1}>; rel="next"`;
    return { body: { jobs: [jobJson({ id: page })] }, headers: page < pages ? { link } : {} };
  };

  it('are those of all pages', async () => {
    const { actions, requested } = await connectTo(paged(2));
    const { jobs, isWhole } = await actions.listJobs(5, 2);
    expect([jobs.map(({ id }) => id), isWhole]).toEqual([[1, 2], true]);
    expect(requested()[0]).toBe('GET /repos/acme/web/actions/runs/5/attempts/2/jobs?per_page=100&page=1');
  });

  it('are no more than 1,000, and it is said that there are more', async () => {
    const { actions, requested } = await connectTo(paged(99));
    expect(await actions.listJobs(5, 1)).toMatchObject({ jobs: { length: 10 }, isWhole: false });
    expect(requested()).toHaveLength(10);
  });

  it('are those that could be read, where a later page cannot be', async () => {
    const { actions } = await connectTo((request) =>
      request.path.endsWith('=3') ? { status: 502 } : paged(9)(request),
    );
    expect(await actions.listJobs(5, 1)).toMatchObject({ jobs: [{ id: 1 }, { id: 2 }], isWhole: false });
  });
});

it('what a run waits for is asked of its concurrency group', async () => {
  const { actions, requested } = await connectTo(({ path }) => {
    const members = [
      { run_id: 190, run_html_url: null, status: 'in_progress' },
      { run_id: 5, status: 'pending' },
    ];
    const listed = { concurrency_groups: [{}, { group_name: 'client deploy', group_members: members.slice(1) }] };
    return { body: path.includes('/runs/5/') ? listed : { group_name: 'client deploy', group_members: members } };
  });
  expect(await actions.findGroupHolder(5)).toEqual({ id: 190, url: 'https://github.com/acme/web/actions/runs/190' });
  expect(requested()).toEqual([
    'GET /repos/acme/web/actions/runs/5/concurrency_groups',
    'GET /repos/acme/web/actions/concurrency_groups/client deploy?ahead_of_run=5',
  ]);
  expect(await (await connectTo(MISSING)).actions.findGroupHolder(5)).toBeUndefined();
});

it('artifacts are requested by their name, and none of another is given', async () => {
  const artifact = { id: 8, name: 'diagnose-summary', size_in_bytes: 812, expired: false };
  const { actions, requested } = await connectTo({
    body: { artifacts: [{ ...artifact, id: 9, name: 'dist' }, artifact] },
  });
  const listed = await actions.listArtifacts(5, 'diagnose-summary');
  expect(listed).toEqual([{ id: 8, name: 'diagnose-summary', sizeBytes: 812, expired: false, createdAt: 0 }]);
  expect(requested()).toEqual(['GET /repos/acme/web/actions/runs/5/artifacts?name=diagnose-summary&per_page=100']);
});

it('annotations are those of the check run that a job is', async () => {
  const { actions, requested } = await connectTo({
    body: [{ annotation_level: 'warning', path: 'a.js', message: 'Old' }],
  });
  expect(await actions.listAnnotations(6)).toEqual([{ level: 'warning', path: 'a.js', message: 'Old' }]);
  expect(requested()).toEqual(['GET /repos/acme/web/check-runs/6/annotations?per_page=100']);
});

const CALLS: [string, (actions: GitHubActions, withinMs?: number) => Promise<unknown>][] = [
  ['findWorkflowRun', (actions, within) => actions.findWorkflowRun(5, within)],
  ['listWorkflowRuns', (actions, within) => actions.listWorkflowRuns('a.yml', { limit: 1 }, within)],
  ['compareCommits', (actions, within = 1000) => actions.compareCommits('a1', 'b2', within)],
  ['listJobs', (actions, within) => actions.listJobs(5, 1, within)],
  ['listArtifacts', (actions, within) => actions.listArtifacts(5, 'a', within)],
  ['downloadArtifact', (actions, within) => actions.downloadArtifact(8, 100, within)],
  ['readLogTail', (actions, within) => actions.readLogTail(6, 100, within)],
  ['listAnnotations', (actions, within) => actions.listAnnotations(6, within)],
];

describe.each(CALLS)('%s', (_, call) => {
  it('comes back in the time that the caller has', async () => {
    const { actions } = await connectTo('hang');
    expect(await failureOf(call(actions, 50))).toMatchObject({ reason: 'unavailable' });
    expect(await failureOf(call(actions, -1))).toMatchObject({ reason: 'unavailable' });
  });

  it.each<[string, StubResponse, string]>([
    ['a limit', { status: 429, headers: { 'retry-after': '5' } }, 'rate_limited'],
    ['no permission', { status: 403, body: { message: 'Resource not accessible' } }, 'forbidden'],
    ['an outage', { status: 502, body: 'Bad gateway' }, 'unavailable'],
    ['a lost connection', 'break', 'unavailable'],
  ])('names what can be done about %s', async (__, answer, reason) => {
    const { actions, requested } = await connectTo(answer);
    expect(await failureOf(call(actions))).toMatchObject({ reason });
    expect(requested()).toHaveLength(1);
  });
});

it.each(CALLS.filter(([name]) => name.startsWith('list')))(
  '%s takes an answer without a list for none',
  async (_, call) => {
    const { actions } = await connectTo({ body: {} });
    expect(await failureOf(call(actions))).toMatchObject({ reason: 'unavailable' });
  },
);
