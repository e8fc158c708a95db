/** The hourly look at the set-up, on the whole local stack: its schedule is fired by hand. */
import { expect, it } from 'vitest';
import { openSystem } from './support/open-system.ts';

const SCHEDULE = 'valine-orchestrator-set-up-check-dev';

const MINUTE = 60_000;

it('a webhook that is switched off is told in the channel once, after two looks an hour apart', async () => {
  const { url, github, discord, stack, settle } = await openSystem();
  await stack.start();
  const lookAt = async (time: number) => {
    const due = new Date(time).toISOString();
    const answer = await fetch(`${url}/local/fire?schedule=${SCHEDULE}&due=${due}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    await settle();
  };
  const told = () =>
    discord
      .messages()
      .map(({ message }) => JSON.stringify(message))
      .filter((text) => text.includes('github.webhook'));
  github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { active: false })));
  const now = Date.now();
  await lookAt(now - 55 * MINUTE);
  // Who asks in between has GitHub asked no more often.
  await lookAt(now - 30 * MINUTE);
  expect(told()).toEqual([]);
  await lookAt(now);
  expect(told()).toEqual([expect.stringContaining('The webhook is switched off.')]);
}, 120_000);
