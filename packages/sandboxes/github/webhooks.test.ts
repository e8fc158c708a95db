import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Received } from '../shared/test-receiver.ts';
import { SECRET, testGitHub } from './test-github.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function actionsOf(received: Received[]): string[] {
  return received.map(({ headers, body }) => `${headers['x-github-event']}.${JSON.parse(body).action}`);
}

describe('a webhook delivery', () => {
  it('is signed and carries the headers GitHub sends', async () => {
    const { github, receiver } = await testGitHub();
    github.closeIssue(3, 'completed');
    await github.whenIdle();
    const { headers, body } = receiver.received[0] ?? { headers: {}, body: '' };
    expect(headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
    expect(headers['x-github-event']).toBe('issues');
    expect(headers['x-github-delivery']).toMatch(GUID);
    expect(headers['x-github-hook-id']).toMatch(/^\d+$/);
    expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
  });

  it('tells the issue as it is after the change, the repository and who did it', async () => {
    const { github, receiver } = await testGitHub();
    github.closeIssue(3, 'not_planned', 'jonas-w');
    await github.whenIdle();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      action: 'closed',
      issue: { number: 3, state: 'closed', state_reason: 'not_planned', labels: [{ name: 'api' }, {}, {}, {}] },
      repository: { full_name: 'acme/web-shop' },
      sender: { login: 'jonas-w' },
    });
  });

  it('follows every kind of change, in the order it happened', async () => {
    const { github, receiver, call } = await testGitHub();
    github.openIssue('New', ['ready']);
    github.editTitle(3, 'Better title');
    github.unlabel(3, 'ready');
    github.assign(3, 'lin-t');
    github.closeIssue(3);
    github.reopen(3);
    github.deleteIssue(3);
    github.transferIssue(5, 'acme/api');
    await call('POST', '/issues/6/comments', { body: '/valine status' });
    await github.whenIdle();
    expect(actionsOf(receiver.received)).toEqual([
      'issues.opened',
      'issues.labeled',
      'issues.edited',
      'issues.unlabeled',
      'issues.assigned',
      'issues.closed',
      'issues.reopened',
      'issues.deleted',
      'issues.transferred',
      'issue_comment.created',
    ]);
  });

  it('follows comments that are edited, issues that wait for others, and an archive', async () => {
    const { github, receiver, call } = await testGitHub();
    const { json } = await call('POST', '/issues/6/comments', { body: '/valine status' });
    await call('PATCH', `/issues/comments/${json.id}`, { body: '/valine retry' });
    github.block(3, 5);
    github.unblock(3, 5);
    github.archive(true);
    github.archive(false);
    await github.whenIdle();
    expect(actionsOf(receiver.received)).toEqual([
      'issue_comment.created',
      'issue_comment.edited',
      'issue_dependencies.blocked_by_added',
      'issue_dependencies.blocked_by_removed',
      'repository.archived',
      'repository.unarchived',
    ]);
    expect(JSON.parse(receiver.received[1]?.body ?? '')).toMatchObject({
      comment: { body: '/valine retry' },
      changes: { body: { from: '/valine status' } },
    });
  });

  it('is not sent when nothing changed', async () => {
    const { github, receiver } = await testGitHub();
    github.reopen(3);
    github.label(3, 'ready');
    await github.whenIdle();
    expect(receiver.received).toEqual([]);
  });

  it('is recorded with its result and can be sent again under the same GUID', async () => {
    const { github, receiver } = await testGitHub();
    receiver.answer = () => new Response('no', { status: 503 });
    github.closeIssue(3);
    await github.whenIdle();
    const [failed] = github.deliveries();
    expect(failed).toMatchObject({ statusCode: 503, event: 'issues', action: 'closed', redelivery: false });

    receiver.answer = () => new Response('ok');
    expect([github.redeliver('opened'), github.redeliver(failed?.id)]).toEqual([false, true]);
    await github.whenIdle();
    const again = github.deliveries().at(-1);
    expect(again).toMatchObject({ guid: failed?.guid, status: 'OK', statusCode: 200, redelivery: true });
    expect(again?.id).not.toBe(failed?.id);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  });

  it('is held back while deliveries are paused, also over a restart', async () => {
    const { github, receiver, dataDir } = await testGitHub();
    github.pauseWebhooks();
    github.closeIssue(3);
    await github.whenIdle();
    expect(receiver.received).toEqual([]);
    await github.close();
    const next = await testGitHub(dataDir);
    await next.github.whenIdle();
    expect(actionsOf(next.receiver.received)).toEqual(['issues.closed']);
  });

  it('can be lost, doubled and come in reverse order', async () => {
    const { github, receiver } = await testGitHub();
    github.dropWebhooks(1);
    github.closeIssue(3);
    github.duplicateWebhooks(1);
    github.reopen(3);
    github.reverseWebhooks(2);
    github.closeIssue(5);
    github.closeIssue(6);
    await github.whenIdle();
    const told = receiver.received.map(({ body }) => `${JSON.parse(body).action} ${JSON.parse(body).issue.number}`);
    expect(told).toEqual(['reopened 3', 'reopened 3', 'closed 6', 'closed 5']);
    expect(github.deliveries()[0]).toMatchObject({ status: 'failed to connect to host' });
  });

  it('can be lost now and then, and come newest first once it is held back no more', async () => {
    const { github, receiver } = await testGitHub();
    github.pauseWebhooks();
    github.loseOneWebhookOf(2);
    for (const number of [3, 5, 6, 7]) github.closeIssue(number);
    github.resumeWebhooks('newest first');
    await github.whenIdle();
    expect(receiver.received.map(({ body }) => JSON.parse(body).issue.number)).toEqual([6, 3]);
  });
});
