/** What a team has done by the clock, on the whole local stack: from `SCHEDULES` through EventBridge and its role to the channel. */
import { expect, it } from 'vitest';
import { openSystem } from './support/open-system.ts';

const HOUR = 3_600_000;

/** The last full hour: whatever day it is, one of the schedule's. */
const slot = new Date(Math.floor(Date.now() / HOUR) * HOUR).toISOString();
const at = slot.slice(11, 16);
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SCHEDULES = JSON.stringify({
  time_zone: 'UTC',
  entries: [
    { name: 'morning', do: 'morning', at, days },
    { name: 'daily', do: 'plan', at, days },
    { name: 'watch', do: 'diagnose', at, days },
  ],
});

it('a morning message, a plan and a diagnose come once each, however often AWS sends', async () => {
  const { url, discord, stack, settle } = await openSystem({ SCHEDULES });
  await stack.start();
  for (const name of ['morning', 'daily', 'watch', 'morning', 'daily', 'watch']) {
    const schedule = `valine-orchestrator-due-${name}-dev`;
    const answer = await fetch(`${url}/local/fire?schedule=${schedule}&due=${slot}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    await settle();
  }
  const texts = (channelId?: string) => discord.messages(channelId).map(({ message }) => JSON.stringify(message));
  const count = (word: string) => texts().filter((text) => text.includes(word)).length;
  expect(['Morning of', 'requested by schedule daily', '🔁'].map(count)).toEqual([1, 1, 1]);
  const head = discord.messages().find(({ message }) => message.content.startsWith('🔁'));
  expect(texts(head?.message.id)).toEqual([expect.stringContaining('requested by schedule watch')]);
}, 180_000);
