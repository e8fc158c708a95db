/** The hourly look at the set-up, on the whole local stack: its schedule is fired by hand. */
import { expect, it } from 'vitest';
import { openSystem } from './support/open-system.ts';

const SCHEDULE = 'valine-orchestrator-set-up-check-dev';

it('a webhook that is switched off is told in the channel once, after two looks; and once when it is on again', async () => {
  const { url, github, discord, stack, settle } = await openSystem();
  await stack.start();
  const look = async () => {
    const answer = await fetch(`${url}/local/fire?schedule=${SCHEDULE}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    await settle();
  };
  const switchWebhook = (active: boolean) =>
    github.setUp(({ hooks }) => void hooks.map((hook) => Object.assign(hook, { active })));
  const told = () =>
    discord
      .messages()
      .map(({ message }) => JSON.stringify(message))
      .filter((text) => text.includes('github.webhook'));
  switchWebhook(false);
  for (let n = 0; n < 3; n += 1) await look();
  expect(told()).toEqual([expect.stringContaining('The webhook is switched off.')]);
  switchWebhook(true);
  for (let n = 0; n < 3; n += 1) await look();
  expect(told()).toHaveLength(2);
  expect(told()[1]).toContain('is well again');
}, 120_000);
