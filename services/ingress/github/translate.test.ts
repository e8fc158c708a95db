/** Real payloads of every event we take, as GitHub publishes them, become our own events. */
import { GitHubCheckEvent, GitHubEvent } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { examplesOf } from '../test-support/test-examples.ts';
import { findEvent } from './decide.ts';

const occurrence = { id: 'guid', repository: 'acme/web', sender: 'ada', receivedAt: 1 };
const translate = (event: string, payload: unknown) =>
  findEvent(event)?.translate(payload, occurrence) ?? { lacks: 'a rule' };

const TAKEN = [
  ...(['issues', 'issue_comment', 'pull_request', 'pull_request_review'] as const),
  ...(['check_suite', 'check_run', 'status', 'workflow_run', 'workflow_job'] as const),
];
const published = TAKEN.flatMap((event) => examplesOf(event).map((payload) => ({ event, payload })));

describe('GitHub’s published payloads', () => {
  it('are taken, but for those that GitHub’s own collection cut short', () => {
    const refused = published.filter(({ event, payload }) => 'lacks' in translate(event, payload));
    expect(refused.map(({ event, payload }) => `${event} ${payload.action}`)).toEqual([
      'issues pinned',
      'issues unpinned',
    ]);
    expect(published.length).toBeGreaterThan(80);
  });

  it('become events that the contracts take, with nothing besides', () => {
    for (const { event, payload } of published) {
      const message = translate(event, payload);
      if ('lacks' in message) continue;
      const contract = findEvent(event)?.queue === 'dispatch' ? GitHubEvent : GitHubCheckEvent;
      expect(contract.parse(message)).toEqual(message);
    }
  });
});

describe('what is kept', () => {
  const kept = (event: string, payload: unknown) => {
    const { action, ...rest } = translate(event, payload) as { action: string };
    return { [action]: rest };
  };

  it('of an issue', () => {
    const [payload] = examplesOf('issues', 'unlabeled');
    const title = 'Spelling error in the README file';
    const issue = { number: 1, state: 'open', stateReason: null, title, labels: ['bug'], updatedAt: 1557933626000 };
    const unlabeled = { ...occurrence, type: 'issue.changed', issue, label: 'bug' };
    expect(kept('issues', payload)).toEqual({ unlabeled });
  });

  it('of a comment', () => {
    const [payload] = examplesOf('issue_comment', 'created');
    const body = "You are totally right! I'll get this fixed right away.";
    const comment = { number: 1, commentId: 492700400, body, commentedAt: 1557933621000, senderId: 21031067 };
    expect(kept('issue_comment', payload)).toEqual({ created: { ...occurrence, type: 'issue.commented', ...comment } });
  });

  it('of a comment on a pull request, the issues that it closes; and that a program wrote it', () => {
    const [payload] = examplesOf('issue_comment', 'created');
    const issue = { number: 101, pull_request: { html_url: 'u' }, body: 'Closes #7 and fixes #8' };
    const sender = { login: 'ci[bot]', type: 'Bot' };
    expect(kept('issue_comment', { ...payload, issue, sender })).toMatchObject({
      created: { number: 101, closes: [7, 8], isBot: true },
    });
    expect(kept('issue_comment', { ...payload, issue: { ...issue, body: null } })).toMatchObject({
      created: { closes: [] },
    });
  });

  it('of a pull request', () => {
    const [payload] = examplesOf('pull_request', 'converted_to_draft');
    const head = { headBranch: 'changes', headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821' };
    const pullRequest = { number: 2, state: 'open', draft: true, merged: false, ...head };
    const converted_to_draft = { ...occurrence, type: 'pull_request.changed', pullRequest };
    expect(kept('pull_request', payload)).toEqual({ converted_to_draft });
  });

  it('of a pull request, the issues that it closes, or did before it was edited', () => {
    const [payload] = examplesOf('pull_request', 'converted_to_draft');
    const pull_request = { ...Object(payload).pull_request, body: 'Closes #7' };
    const changes = { body: { from: 'Fixes #7, fixes #8' } };
    const edited = translate('pull_request', { ...Object(payload), pull_request, changes });
    expect(edited).toMatchObject({ pullRequest: { closes: [7, 8] } });
  });

  it('of checks, statuses and reviews: which heads they are of', () => {
    const type = 'pull_request.hinted';
    const hint = (headBranches: string[], pullRequests: number[]) => ({
      ...occurrence,
      type,
      headBranches,
      pullRequests,
    });
    const changes = hint(['changes'], [2]);
    expect(translate('check_suite', examplesOf('check_suite', 'completed')[0])).toEqual({
      ...changes,
      event: 'check_suite',
    });
    expect(translate('check_run', examplesOf('check_run', 'created')[0])).toMatchObject({
      type,
      event: 'check_run',
      headBranches: [expect.any(String)],
    });
    const [submitted] = examplesOf('pull_request_review', 'submitted');
    expect(translate('pull_request_review', submitted)).toEqual({ ...changes, event: 'pull_request_review' });
    const branches = [{ name: 'valine/issue-1-a' }, { name: 'main' }];
    expect(translate('status', { branches })).toEqual({ ...hint(['valine/issue-1-a', 'main'], []), event: 'status' });
  });

  it('of a workflow run', () => {
    const payload = examplesOf('workflow_run', 'completed').at(-1);
    const url = 'https://github.com/octo-org/octo-repo/actions/runs/289782451';
    const workflowRun = {
      ...{ id: 289782451, attempt: 1, status: 'completed', conclusion: 'success', event: 'repository_dispatch', url },
      ...{ workflowFile: 'test.yml', workflowName: 'test' },
      displayTitle: 'ci(action): update actions/setup-node digest to 8c91899',
      head: {
        ...{ branch: 'master', sha: '3484a3fb816e0859fd6e1cea078d76385ff50625' },
        ...{ title: 'build(test): check workflow run event payload', author: 'Matthias Fax' },
      },
    };
    const completed = { ...occurrence, type: 'workflow_run.changed', workflowRun };
    expect(kept('workflow_run', payload)).toEqual({ completed });
  });

  it('of a job that failed: the step that did', () => {
    const payload = examplesOf('workflow_job', 'completed').find((sent) => sent.workflow_job?.conclusion === 'failure');
    const job = {
      ...{ id: 289782451, runId: 2202229078, attempt: 1, name: 'linters', status: 'completed', conclusion: 'failure' },
      step: 'Run yarn run format-check',
    };
    expect(kept('workflow_job', payload)).toEqual({ completed: { ...occurrence, type: 'workflow_job.changed', job } });
  });

  it('of a job that runs: the step that does', () => {
    const [payload] = examplesOf('workflow_job', 'in_progress');
    expect(translate('workflow_job', payload)).toMatchObject({ job: { step: 'Set up job', status: 'in_progress' } });
  });
});
