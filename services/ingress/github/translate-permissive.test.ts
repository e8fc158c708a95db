/** What is missing or odd where we do not need it harms nothing; what we need is never made up. */
import { describe, expect, it } from 'vitest';
import { findEvent } from './decide.ts';

const occurrence = { id: 'guid', repository: 'acme/web', sender: 'ada', receivedAt: 1 };
const translate = (event: string, payload: unknown) => findEvent(event)?.translate(payload, occurrence);

describe('an event with the least there can be', () => {
  const run = { id: 1, html_url: 'https://github.com/acme/web/actions/runs/1' };
  const job = { id: 1, run_id: 2, name: 'build' };
  const pull = { number: 1, state: 'closed', head: { ref: 'main', sha: 'abc' } };
  const issue = { number: 1, state: 'open', title: 'A', labels: [] };
  const REQUESTED = { status: 'requested', conclusion: null };

  it.each<[string, object, object]>([
    ['issues', { issue, label: null }, { issue: { stateReason: null } }],
    ['issue_comment', { issue, comment: { id: 2, body: null } }, { body: '' }],
    ['pull_request', { pull_request: pull }, { pullRequest: { draft: false, merged: false } }],
    ['check_suite', { check_suite: {} }, { headBranches: [], pullRequests: [] }],
    ['check_run', { check_run: { check_suite: null } }, { headBranches: [], pullRequests: [] }],
    ['status', { branches: null }, { headBranches: [], pullRequests: [] }],
    ['workflow_run', { workflow: null, workflow_run: run }, { workflowRun: { attempt: 1, ...REQUESTED } }],
    ['workflow_job', { workflow_job: { ...job, steps: null } }, { job: { status: 'requested', step: null } }],
  ])('%s is taken', (event, payload, expected) => {
    expect(translate(event, { action: 'requested', ...payload })).toMatchObject(expected);
  });
});

describe('an event with odd fields that are only shown', () => {
  const run = { id: 1, run_attempt: 2, html_url: null, name: 7, display_title: {}, path: [], status: 5, conclusion: 6 };
  const steps = [null, 7, { name: 'Build', status: 3 }, { name: null, status: 'in_progress', number: 4 }];

  it('is taken: a run, whatever its names and its address are', () => {
    for (const workflow of [{ name: null }, 'CI', []])
      expect(translate('workflow_run', { action: 'completed', workflow, workflow_run: run })).toMatchObject({
        workflowRun: { id: 1, attempt: 2, workflowName: '', displayTitle: '', status: 'completed', url: '' },
      });
  });

  it('is taken: a run, with as much as can be read of what it works on', () => {
    const head = (more: object) => translate('workflow_run', { action: 'completed', workflow_run: { id: 1, ...more } });
    const head_commit = { message: 'Fix the cart\n\nIt forgot.', author: { name: 'Ada' } };
    const whole = { branch: 'main', sha: 'a1b2c3d4', title: 'Fix the cart', author: 'Ada' };
    expect(head({ head_branch: 'main', head_sha: 'a1b2c3d4', head_commit })).toMatchObject({
      workflowRun: { head: whole },
    });
    expect(head({ head_branch: 'main', head_sha: {}, head_commit: { message: 7, author: [] } })).toMatchObject({
      workflowRun: { head: { branch: 'main' } },
    });
    expect(head({ head_branch: null, head_sha: 7, head_commit: null })).not.toHaveProperty('workflowRun.head');
  });

  it('is taken: a job, whatever its name and its steps are', () => {
    const job = { id: 5, run_id: 2, name: null, run_attempt: '1', status: 'in_progress', steps };
    const taken = { runId: 2, name: 'Job 5', status: 'in_progress', step: 'Step 4' };
    expect(translate('workflow_job', { action: 'x', workflow_job: job })).toMatchObject({ job: taken });
    const none = { ...job, steps: 'none' };
    expect(translate('workflow_job', { action: 'x', workflow_job: none })).toMatchObject({ job: { step: null } });
  });

  it('is taken: a check suite, a comment and a pull request', () => {
    const check_suite = { head_sha: 'abc', head_branch: 7, conclusion: [], pull_requests: [{ number: null }] };
    expect(translate('check_suite', { action: 'x', check_suite })).toMatchObject({ headBranches: [] });
    const comment = { id: 2, body: 7 };
    expect(translate('issue_comment', { action: 'x', issue: { number: 1 }, comment })).toMatchObject({ body: '' });
    const pull_request = { number: 1, state: 'open', head: { ref: 'a', sha: 'b' }, draft: 'no', merged: 0 };
    expect(translate('pull_request', { action: 'x', pull_request })).toMatchObject({ pullRequest: { draft: false } });
  });
});

describe('an issue with little in its event', () => {
  const least = (action: string, issue: object) => translate('issues', { action, issue: { number: 1, ...issue } });

  it.each(['closed', 'deleted', 'transferred'])('is taken when it is over: %s', (action) => {
    expect(least(action, {})).toMatchObject({ action, issue: { number: 1, state: 'closed', title: '', labels: [] } });
  });

  it.each(['labeled', 'unlabeled', 'reopened', 'edited'])('is never taken for one without labels: %s', (action) => {
    for (const labels of [undefined, null, 'ready', [{}], [null]])
      expect(least(action, { state: 'open', labels })).toEqual({ lacks: 'issue.labels' });
    expect(least(action, { labels: [] })).toEqual({ lacks: 'issue.state' });
  });

  it('is not taken for closed when it is open, whatever the action says', () => {
    expect(least('closed', { state: 'open' })).toEqual({ lacks: 'issue.labels' });
  });

  it('is taken with odd fields where they are not needed, and with labels that are plain names', () => {
    const odd = { title: null, state_reason: 7, updated_at: 0, labels: ['ready', { name: 'P1' }] };
    const issue = { title: '', stateReason: null, labels: ['ready', 'P1'] };
    expect(least('edited', { state: 'open', ...odd })).toMatchObject({ issue });
  });
});

describe('an event without what we need', () => {
  it.each<[string, object, string]>([
    ['issues', { action: 'closed' }, 'issue'],
    ['issues', { action: 'closed', issue: { number: '1' } }, 'issue.number'],
    ['issues', { issue: { number: 1, state: 'open', title: 'A', labels: [] } }, 'action'],
    ['issue_comment', { action: 'created', issue: { number: 1 } }, 'comment'],
    ['pull_request', { action: 'closed', pull_request: { number: 1, state: 'closed' } }, 'pull_request.head'],
    ['check_suite', { action: 'completed' }, 'check_suite'],
    ['check_run', { action: 'completed', check_run: 7 }, 'check_run'],
    ['pull_request_review', { action: 'submitted', pull_request: { number: 1 } }, 'pull_request.head'],
    ['workflow_run', { action: 'completed', workflow_run: { id: '1' } }, 'workflow_run.id'],
    ['workflow_job', { action: 'completed', workflow_job: null }, 'workflow_job'],
  ])('%s %j is not taken', (event, payload, lacks) => {
    expect(translate(event, payload)).toEqual({ lacks });
  });
});

describe('a comment', () => {
  const said = (body: string) =>
    translate('issue_comment', { action: 'created', issue: { number: 1 }, comment: { id: 2, body } });

  it('is cut after 1,000 characters, and not within one; its last 200 are told besides', () => {
    expect(said(`${'🐎'.repeat(2000)}?\n`)).toMatchObject({
      body: '🐎'.repeat(1000),
      tail: `${'🐎'.repeat(199)}?`,
    });
  });

  it('that is no longer is told once', () => {
    expect(said('🐎'.repeat(1000))).not.toHaveProperty('tail');
  });
});

describe('names that others write', () => {
  const long = `${'x'.repeat(998)}😀${'x'.repeat(2_000_000)}`;
  const kept = `${'x'.repeat(998)}…`;

  it('of a run fit into a message, however long they are', () => {
    const run = { id: 1, html_url: 'u', name: 'CI', display_title: long };
    const workflow = { name: long };
    expect(translate('workflow_run', { action: 'requested', workflow, workflow_run: run })).toMatchObject({
      workflowRun: { displayTitle: kept, workflowName: kept },
    });
  });

  it('of a job and its step fit into a message, however long they are', () => {
    const job = { id: 1, run_id: 2, name: long, steps: [{ name: long, status: 'in_progress' }] };
    expect(translate('workflow_job', { action: 'in_progress', workflow_job: job })).toMatchObject({
      job: { name: kept, step: kept },
    });
  });
});
