/** A repository that is renamed while nobody listens, and one that is not ours, on the whole local stack. */
import { createHmac } from 'node:crypto';
import { stateOf } from '@valine/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { readMessage } from '../stories/support/read-message.ts';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

const PATIENCE = { timeout: 30_000, interval: 20 };

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

const said = (part: RegExp) => stack.seenByAll().filter(({ message }) => part.test(readMessage(message)));

async function deliver(event: string, id: string, payload: object): Promise<void> {
  const { webhook } = stack;
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', webhook.webhookSecret).update(body).digest('hex');
  const headers = {
    'x-github-event': event,
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  expect((await fetch(webhook.webhookUrl, { method: 'POST', headers, body })).status).toBe(202);
}

function closedElsewhere(number: number): Promise<void> {
  const repository = { id: 700700, name: 'shop-web', full_name: 'acme/shop-web' };
  return deliver('issues', `elsewhere-${number}`, { action: 'closed', issue: { number, state: 'closed' }, repository });
}

it('goes on working: events, dispatches and runs; the team is told the new name once', async () => {
  const { github, ask, answer, texts } = stack;
  github.loseAllWebhooks(true);
  const numbers = [1, 2].map((index) => github.openIssue(`Of the renamed ${index}`, ['renamed']));
  github.renameRepository('site');
  github.loseAllWebhooks(false);
  const id = await ask('/plan label:renamed');
  await answer(id, /renamed 2/);
  await answer(await ask(`/approve run_id:${planIn(texts(id).join()).run}`), /is approved/);
  for (const number of numbers) github.closeIssue(number);
  await answer(id, /2\/2/);
  github.nextRun(AT_ONCE);
  await answer(await ask('/diagnose'), /OK/);
  github.redeliver('renamed');
  await stack.stack.whenIdle();
  expect(said(/is called `acme\/site` now/)).toHaveLength(1);
}, 120_000);

it('is told once by its new name too, where that is heard of first', async () => {
  const { github } = stack;
  github.renameRepository('shop');
  await expect.poll(() => said(/`pulumi config set githubRepository acme\/shop`/).length, PATIENCE).toBe(1);
  github.closeIssue(github.openIssue('Of the renamed 3'));
  github.redeliver('renamed');
  await stack.stack.whenIdle();
  expect(said(/is called `acme\/shop` now/)).toHaveLength(1);
}, 60_000);

it('is told of once, where it went to another owner', async () => {
  const repository = { id: 702_411_338, name: 'web', full_name: 'umbrella/web' };
  const changes = { owner: { from: { user: null, organization: { login: 'acme' } } } };
  for (const id of ['transferred-1', 'transferred-2'])
    await deliver('repository', id, { action: 'transferred', repository, changes });
  await deliver('issues', 'moved-1', { action: 'closed', issue: { number: 1, state: 'closed' }, repository });
  await expect.poll(() => said(/is called `umbrella\/web` now/).length, PATIENCE).toBe(1);
  await stack.stack.whenIdle();
  expect(said(/umbrella\/web` now/)).toHaveLength(1);
}, 60_000);

it('is verified by a link under its new name, and under a former one', async () => {
  const { github, ask, answer } = stack;
  github.nextRun(AT_ONCE);
  const run = github.startWorkflow('client-deploy.yml');
  for (const name of ['site', 'web']) {
    const id = await ask(`/verify-run run_id:https://github.com/acme/${name}/actions/runs/${run}`);
    expect(stateOf(await answer(id, new RegExp(`^✅ .*run ${run} verified`)))).toBe('ok');
  }
  const other = await ask(`/verify-run run_id:https://github.com/acme/other/actions/runs/${run}`);
  await answer(other, /reason_code: other_repository/);
}, 120_000);

it('of others is not taken, whatever it sends; the team is told once', async () => {
  await Promise.all([1, 2, 3].map(closedElsewhere));
  await expect.poll(() => said(/events of `acme\/shop-web`/).length, PATIENCE).toBe(1);
  await stack.stack.whenIdle();
  expect(said(/acme\/shop-web/)).toHaveLength(1);
}, 60_000);
