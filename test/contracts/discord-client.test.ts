/** The real Discord client on the sandbox, under the same contract as the Discord in memory; and the notifier on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notification, Place } from '@valine/contracts';
import { createDiscord } from '@valine/discord';
import { discordContract } from '@valine/discord-model/contract';
import { createNotifier } from '@valine/notifier';
import { createMemoryStore } from '@valine/records/memory';
import { startDiscordSandbox } from '@valine/sandboxes';
import { fakeSetUp, recordingLogger, recordingQueues } from '@valine/testing';
import { expect, it, onTestFinished } from 'vitest';

const clock = { now: () => Date.now() };
const COMMANDS = [{ type: 1 as const, name: 'plan', description: 'Propose a plan' }];

/** An application that defers every answer, and remembers the token of the last interaction. */
async function startApplication(): Promise<{ url: string; token(): string }> {
  let token = '';
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    token = JSON.parse(text).token;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ type: 5 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: () => token };
}

/** The sandbox with one interaction waiting for its answer, and a client of it. */
async function sandboxWorld() {
  const application = await startApplication();
  const dataDir = mkdtempSync(join(tmpdir(), 'discord-client-'));
  const sandbox = await startDiscordSandbox({ dataDir, interactionsUrl: application.url, port: 0 });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(dataDir, { recursive: true });
  });
  const { url: baseUrl, applicationId, botToken, channelId } = sandbox;
  const discord = createDiscord({ baseUrl, applicationId, botToken, fetch, clock });
  await discord.registerCommands(applicationId, COMMANDS);
  await sandbox.command('/plan');
  const { expireTokens, archiveThread, closeDirects } = sandbox;
  const personId = sandbox.memberId('mara') ?? '';
  const token = application.token();
  return { sandbox, discord, channelId, applicationId, token, expireTokens, archiveThread, personId, closeDirects };
}

discordContract('The client on the sandbox', sandboxWorld);

/** A notifier on the sandbox, and the answer to the interaction there. */
async function notifierWorld() {
  const { sandbox, discord, channelId, applicationId, token, expireTokens } = await sandboxWorld();
  const notifier = createNotifier({
    ...{ store: createMemoryStore(clock), discord, clock, logger: recordingLogger() },
    ...{ queues: recordingQueues(), setUp: async () => fakeSetUp() },
  });
  const tokenExpiresAt = clock.now() + 900_000;
  const answer: Place = {
    in: 'reply',
    reply: { interactionId: '1', applicationId, token, tokenExpiresAt, channelId, private: false },
  };
  const show = (key: string, place: Place, more: Partial<Notification> & Pick<Notification, 'message'>) =>
    notifier.handle({ ...NOTIFICATION, id: `${key} ${more.revision}`, key, place, ...more });
  return { sandbox, answer, show, expireTokens };
}

it('the notifier shows a card with buttons and a thread there, and an event in the thread', async () => {
  const { sandbox, answer, show } = await notifierWorld();
  await show('card', answer, { message: CARD, thread: 'Plan 1' });
  await show('event', { in: 'thread', under: 'card' }, { message: { content: '#1 is done' } });
  const card = sandbox.messages().at(-1)?.message;
  expect(card).toMatchObject({ content: '', embeds: [{ title: 'Plan', description: '#1\n#2' }] });
  expect(card?.components).toMatchObject([{ components: [{ custom_id: 'approve:plan-1', label: 'Approve' }] }]);
  const thread = sandbox.threadUnder(card?.id ?? '');
  expect(thread).toMatchObject({ name: 'Plan 1' });
  expect(sandbox.messages(thread?.id).at(-1)?.message.content).toBe('#1 is done');
});

it('the notifier goes on by itself when Discord says that the token is dead: one message, with its chart', async () => {
  const { sandbox, answer, show, expireTokens } = await notifierWorld();
  const chart: Notification['message']['chart'] = { description: 'Ten runs', bars: [{ value: 82, outcome: 'good' }] };
  await show('card', answer, { message: CARD, revision: 10 });
  expireTokens();
  await show('card', answer, { message: { ...CARD, chart }, revision: 11 });
  const [shown, ...others] = sandbox.messages();
  expect(others).toEqual([]);
  expect(shown?.files).toMatchObject([
    { attachment: { filename: 'chart.png', content_type: 'image/png', width: 480 } },
  ]);
  expect(shown?.message).toMatchObject({ attachments: [], embeds: [{ image: { description: 'Ten runs' } }] });
  await show('card', answer, { message: CARD, revision: 12 });
  expect(sandbox.messages()[0]?.files).toEqual([]);
});

const CARD: Notification['message'] = {
  card: { title: 'Plan', lines: ['#1', '#2'], tone: 'neutral' },
  buttons: [{ id: 'approve:plan-1', label: 'Approve', style: 'success' }],
};
const NOTIFICATION = { type: 'message.shown', conversation: 'card', revision: 1 } as const;
