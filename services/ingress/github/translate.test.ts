/** Real payloads of every event we take, as GitHub publishes them, become our own events. */
import { GitHubCheckEvent, GitHubEvent } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { examplesOf } from '../test-support/test-examples.ts';
import { findEvent } from './decide.ts';

const occurrence = { id: 'guid', repository: 'acme/web', sender: 'ada', receivedAt: 1 };
const translate = (event: string, payload: unknown) =>
  findEvent(event)?.translate(payload, occurrence) ?? { lacks: 'a rule' };

const TAKEN = ['issues', 'issue_comment', 'pull_request', 'check_suite', 'workflow_run', 'workflow_job'] as const;
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
  it('of an issue', () => {
    const [payload] = examplesOf('issues', 'unlabeled');
    expect(translate('issues', payload)).toMatchInlineSnapshot(`
      {
        "action": "unlabeled",
        "id": "guid",
        "issue": {
          "labels": [
            "bug",
          ],
          "number": 1,
          "state": "open",
          "stateReason": null,
          "title": "Spelling error in the README file",
          "updatedAt": 1557933626000,
        },
        "label": "bug",
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "issue.changed",
      }
    `);
  });

  it('of a comment', () => {
    const [payload] = examplesOf('issue_comment', 'created');
    expect(translate('issue_comment', payload)).toMatchInlineSnapshot(`
      {
        "action": "created",
        "authorAssociation": "OWNER",
        "body": "You are totally right! I'll get this fixed right away.",
        "commentId": 492700400,
        "id": "guid",
        "number": 1,
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "issue.commented",
      }
    `);
  });

  it('of a pull request', () => {
    const [payload] = examplesOf('pull_request', 'converted_to_draft');
    expect(translate('pull_request', payload)).toMatchInlineSnapshot(`
      {
        "action": "converted_to_draft",
        "id": "guid",
        "pullRequest": {
          "draft": true,
          "headBranch": "changes",
          "headSha": "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
          "merged": false,
          "number": 2,
          "state": "open",
        },
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "pull_request.changed",
      }
    `);
  });

  it('of a check suite', () => {
    const [payload] = examplesOf('check_suite', 'completed');
    expect(translate('check_suite', payload)).toMatchInlineSnapshot(`
      {
        "action": "completed",
        "conclusion": "success",
        "headBranch": "changes",
        "headSha": "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
        "id": "guid",
        "pullRequests": [
          2,
        ],
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "check_suite.changed",
      }
    `);
  });

  it('of a workflow run', () => {
    const payload = examplesOf('workflow_run', 'completed').at(-1);
    expect(translate('workflow_run', payload)).toMatchInlineSnapshot(`
      {
        "action": "completed",
        "id": "guid",
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "workflow_run.changed",
        "workflowRun": {
          "attempt": 1,
          "conclusion": "success",
          "displayTitle": "ci(action): update actions/setup-node digest to 8c91899",
          "event": "repository_dispatch",
          "id": 289782451,
          "status": "completed",
          "url": "https://github.com/octo-org/octo-repo/actions/runs/289782451",
          "workflowFile": "test.yml",
          "workflowName": "test",
        },
      }
    `);
  });

  it('of a job that failed: the step that did', () => {
    const payload = examplesOf('workflow_job', 'completed').find((sent) => sent.workflow_job?.conclusion === 'failure');
    expect(translate('workflow_job', payload)).toMatchInlineSnapshot(`
      {
        "action": "completed",
        "id": "guid",
        "job": {
          "attempt": 1,
          "conclusion": "failure",
          "id": 289782451,
          "name": "linters",
          "runId": 2202229078,
          "status": "completed",
          "step": "Run yarn run format-check",
        },
        "receivedAt": 1,
        "repository": "acme/web",
        "sender": "ada",
        "type": "workflow_job.changed",
      }
    `);
  });

  it('of a job that runs: the step that does', () => {
    const [payload] = examplesOf('workflow_job', 'in_progress');
    expect(translate('workflow_job', payload)).toMatchObject({ job: { step: 'Set up job', status: 'in_progress' } });
  });
});
