/** What GitHub and the ways to Discord do to a run and to an answer, on the whole local stack: seen from the channel. */
import { stateOf } from '@valine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT_ONCE, HELD, newestRun } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

describe('a run that waits', () => {
  it('for a person leads to where it is approved, and goes on then', async () => {
    const { github, ask, answer } = stack;
    github.nextRun({ ...AT_ONCE, approval: true });
    const id = await ask('/deploy-client wait:true');
    expect(await answer(id, /Waiting for approval/)).toMatch(/actions\/runs\/<run>\) and choose _Review deployments_/);
    github.approveRun(newestRun(github));
    expect(stateOf(await answer(id, /✅/))).toBe('ok');
  });

  it('for another run names it, and says so when a newer one pushes it out', async () => {
    const { github, ask, answer } = stack;
    github.letOneWait();
    github.nextRun(HELD);
    const first = github.startWorkflow('client-deploy.yml');
    const id = await ask('/deploy-client wait:true');
    expect(await answer(id, /Waiting for another run/)).not.toMatch(/approv|runner/);
    const newer = github.startWorkflow('client-deploy.yml');
    expect(await answer(id, /⚫/)).toMatch(/A newer run pushed it out/);
    for (const run of [first, newer]) await github.finishRun(run);
  });
});

describe('a run that has ended', () => {
  it('by hand of somebody is told with their name', async () => {
    const { github, ask, answer } = stack;
    github.nextRun(HELD);
    const id = await ask('/deploy-client wait:true');
    await answer(id, /Set up job/);
    github.cancelRun(newestRun(github));
    expect(await answer(id, /⚫/)).toMatch(/mara-k/);
  });
});

describe('the ways to Discord', () => {
  it('do not know the answer for a while (404, code 10015): it stands there then', async () => {
    const { discord, ask, answer, texts } = stack;
    discord.failNext(4, 404, { message: 'Unknown Webhook', code: 10015 });
    const id = await ask('/help');
    await answer(id, /\/plan/);
    expect(texts(id)).toHaveLength(1);
  });
});
