/** Many events in a moment, on the whole local stack and a Discord that takes five edits in five seconds. */
import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { HELD, newestRun } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

const AT_MOST_EDITS = 12;
/** Some seconds where nothing else runs; this only keeps a loaded machine from waiting for ever. */
const WITHIN_MS = 30_000;
const APART_MS = 30;
const JOBS = 256;

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({}, { rateLimit: { requests: 5, windowMs: 5000 } });
}, 120_000);
afterAll(() => stack.close());

/** Edits of the answer to an interaction, from now on. */
function countEdits(interactionId: string): () => number {
  let edits = 0;
  stack.discord.onChange(({ kind, stored }) => {
    if (stored.interactionId === interactionId && kind === 'edited') edits += 1;
  });
  return () => edits;
}

/** What GitHub tells when the job of a matrix begins. */
async function jobBegins(runId: number, index: number): Promise<void> {
  const { webhook, settings } = stack;
  const names = { id: 9000 + index, run_id: runId, run_attempt: 1, name: `matrix (${index})` };
  const body = JSON.stringify({
    action: 'in_progress',
    workflow_job: { ...names, status: 'in_progress', conclusion: null, steps: [] },
    repository: { full_name: settings.GITHUB_REPOSITORY },
    sender: { login: 'grace' },
  });
  const signature = `sha256=${createHmac('sha256', webhook.webhookSecret).update(body).digest('hex')}`;
  const headers = {
    'x-github-event': 'workflow_job',
    'x-github-delivery': `job-${index}`,
    'x-hub-signature-256': signature,
  };
  const answer = await fetch(webhook.webhookUrl, { method: 'POST', headers, body });
  expect(answer.status).toBeLessThan(300);
}

it('256 jobs that begin together: the report stands soon after the end, after a few edits', async () => {
  const { github, ask, answer } = stack;
  github.nextRun(HELD);
  const id = await ask('/diagnose');
  await answer(id, /Set up job/);
  const edits = countEdits(id);
  const run = newestRun(github);
  for (let index = 0; index < JOBS; index += 1) {
    await jobBegins(run, index);
    await setTimeout(APART_MS);
  }
  await github.finishRun(run);
  const ended = Date.now();
  await answer(id, /OK/);
  console.log(`256 jobs: the report stands after ${Date.now() - ended} ms`);
  expect(Date.now() - ended).toBeLessThan(WITHIN_MS);
  expect(edits()).toBeLessThanOrEqual(AT_MOST_EDITS);
}, 60_000);

it('25 issues of a plan that are closed at once: its card tells all of them soon, after a few edits', async () => {
  const { github, discord, ask, answer, texts } = stack;
  for (let index = 0; index < 25; index += 1) github.openIssue(`Issue of the burst ${index}`, ['burst']);
  await github.whenIdle();
  await setTimeout(1500);
  const id = await ask('/plan label:burst limit:25');
  await answer(id, /burst 24/);
  const { run, numbers } = planIn(texts(id).join());
  await answer(await ask(`/approve run_id:${run}`), /is approved/);
  await answer(id, /in progress/);
  const edits = countEdits(id);
  for (const number of numbers) {
    github.closeIssue(number);
    await setTimeout(APART_MS);
  }
  const ended = Date.now();
  await answer(id, /25\/25/);
  console.log(`25 issues: the card tells all after ${Date.now() - ended} ms`);
  expect(Date.now() - ended).toBeLessThan(WITHIN_MS);
  expect(edits()).toBeLessThanOrEqual(AT_MOST_EDITS);
  const lines = () =>
    discord.messages(discord.messages().findLast(({ interactionId }) => interactionId === id)?.message.id);
  for (const number of numbers)
    await expect
      .poll(() => lines().filter(({ message }) => message.content.includes(`[#${number}]`)).length, { timeout: 20_000 })
      .toBe(1);
}, 120_000);
