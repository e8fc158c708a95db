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
    ['issue_comment', { issue, comment: { id: 2, body: null } }, { body: '', authorAssociation: 'NONE' }],
    ['pull_request', { pull_request: pull }, { pullRequest: { draft: false, merged: false } }],
    ['check_suite', { check_suite: { head_sha: 'abc' } }, { headBranch: null, conclusion: null, pullRequests: [] }],
    ['workflow_run', { workflow: null, workflow_run: run }, { workflowRun: { attempt: 1, ...REQUESTED } }],
    ['workflow_job', { workflow_job: { ...job, steps: null } }, { job: { status: 'requested', step: null } }],
  ])('%s is taken', (event, payload, expected) => {
    expect(translate(event, { action: 'requested', ...payload })).toMatchObject(expected);
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
    ['check_suite', { action: 'completed', check_suite: {} }, 'check_suite.head_sha'],
    ['workflow_run', { action: 'completed', workflow_run: { id: '1' } }, 'workflow_run.id'],
    ['workflow_job', { action: 'completed', workflow_job: null }, 'workflow_job'],
  ])('%s %j is not taken', (event, payload, lacks) => {
    expect(translate(event, payload)).toEqual({ lacks });
  });
});

describe('a comment', () => {
  it('is cut after 1,000 characters, and not within one', () => {
    const payload = { action: 'created', issue: { number: 1 }, comment: { id: 2, body: '🐎'.repeat(2000) } };
    expect(translate('issue_comment', payload)).toMatchObject({ body: '🐎'.repeat(1000) });
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
