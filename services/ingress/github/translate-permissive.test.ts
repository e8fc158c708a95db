/** What is missing or odd where we do not need it harms nothing; what we need is never made up. */
import { describe, expect, it } from 'vitest';
import { findEvent } from './events.ts';

const occurrence = { id: 'guid', repository: 'acme/web', sender: 'ada', receivedAt: 1 };
const translate = (event: string, payload: unknown) => findEvent(event)?.translate(payload, occurrence);

describe('an event with the least there can be', () => {
  const run = { id: 1, html_url: 'https://github.com/acme/web/actions/runs/1' };
  const job = { id: 1, run_id: 2, name: 'build' };
  const head = { ref: 'main', sha: 'abc' };

  it.each<[string, object, object]>([
    [
      'issues',
      { issue: { number: 1, state: 'open', title: 'A', labels: [] }, label: null },
      { issue: { stateReason: null } },
    ],
    [
      'issue_comment',
      { issue: { number: 1 }, comment: { id: 2, body: null } },
      { body: '', authorAssociation: 'NONE' },
    ],
    [
      'pull_request',
      { pull_request: { number: 1, state: 'closed', head } },
      { pullRequest: { draft: false, merged: false } },
    ],
    ['check_suite', { check_suite: { head_sha: 'abc' } }, { headBranch: null, conclusion: null, pullRequests: [] }],
    [
      'workflow_run',
      { workflow: null, workflow_run: run },
      { workflowRun: { attempt: 1, status: 'requested', conclusion: null } },
    ],
    ['workflow_job', { workflow_job: { ...job, steps: null } }, { job: { status: 'requested', step: null } }],
  ])('%s is taken', (event, payload, expected) => {
    expect(translate(event, { action: 'requested', ...payload })).toMatchObject(expected);
  });
});

describe('an event without what we need', () => {
  it.each<[string, object]>([
    ['issues', { action: 'closed' }],
    ['issues', { action: 'closed', issue: { number: 1, state: 'open', title: 'A' } }],
    ['issues', { issue: { number: 1, state: 'open', title: 'A', labels: [] } }],
    ['issue_comment', { action: 'created', issue: { number: 1 } }],
    ['pull_request', { action: 'closed', pull_request: { number: 1, state: 'closed' } }],
    ['check_suite', { action: 'completed', check_suite: {} }],
    ['workflow_run', { action: 'completed', workflow_run: { id: '1' } }],
    ['workflow_job', { action: 'completed', workflow_job: null }],
  ])('%s %j is not taken', (event, payload) => {
    expect(translate(event, payload)).toBeUndefined();
  });
});

describe('a comment', () => {
  it('is cut after 1,000 characters, and not within one', () => {
    const payload = { action: 'created', issue: { number: 1 }, comment: { id: 2, body: '🐎'.repeat(2000) } };
    expect(translate('issue_comment', payload)).toMatchObject({ body: '🐎'.repeat(1000) });
  });
});
