import { QueueUnavailable } from '@valine/lambda-kit';
import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

describe('when the platforms are out of order', () => {
  it('GitHub is down for a minute: the person is told, and gets the plan when it is back', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.down();
    const id = await chat.send('/plan');
    await settle();
    expect(chat.answerTo(id)).toContain('GitHub does not answer right now');
    await wait(MINUTE);
    github.up();
    await wait(MINUTE);
    expect(chat.answerTo(id)).toContain('[ Approve ]');
    expect(chat.channel()).toHaveLength(1);
  });

  it('GitHub stays down: the person is told in the end that nothing was done', async () => {
    const { chat, github, wait, store } = await openTeam();
    github.down();
    const id = await chat.send('/plan');
    await wait(12 * MINUTE);
    expect(chat.answerTo(id)).toContain('reason_code: github_unavailable');
    expect(await store.listPlans('open', 10)).toEqual([]);
  });

  it('Discord answers 429: we come back after Retry-After, not before', async () => {
    const { chat, discord, settle, wait } = await openTeam();
    discord.rateLimitNext(1, 20);
    const id = await chat.send('/plan');
    await settle();
    expect(chat.answerTo(id)).not.toContain('[ Approve ]');
    await wait(19_000);
    expect(chat.answerTo(id)).not.toContain('[ Approve ]');
    await wait(2000);
    expect(chat.answerTo(id)).toContain('[ Approve ]');
  });

  it.each([
    ['a page with 403', 403, '<html>Access denied</html>'],
    ['code 40333', 403, { message: 'internal network error', code: 40333 }],
    ['a block without a time', 429, { message: 'You are being blocked from accessing our API temporarily', code: 0 }],
  ])('we are turned away before Discord by %s: the answer comes where it was asked for', async (_, status, body) => {
    const { chat, discord, settle, wait } = await openTeam();
    discord.failNext(1, status, body);
    const id = await chat.send('/help');
    await settle();
    expect(chat.answerTo(id)).toBe('');
    await wait(MINUTE + 2000);
    expect(chat.answerTo(id)).toContain('/plan');
    expect(chat.channel()).toEqual([]);
  });

  it('we are turned away for most of an hour: few tries, no dead letter, and the answer in the end', async () => {
    const { chat, discord, wait, queues } = await openTeam();
    discord.failNext(7, 429, 'error code: 1015');
    const id = await chat.send('/plan');
    await wait(46 * MINUTE);
    expect(queues.deadLetters('notify')).toEqual([]);
    await wait(30 * MINUTE);
    expect(chat.channel().some((message) => message.includes('[ Approve ]'))).toBe(true);
    chat.answerTo(id);
  });

  it.each(['/status', '/help'])(
    'Discord does not know the answer for eight seconds: %s stands there then',
    async (command) => {
      const { chat, discord, settle, wait } = await openTeam();
      discord.failNext(4, 404, { message: 'Unknown Webhook', code: 10015 });
      const id = await chat.send(command);
      await settle();
      await wait(20_000);
      expect(chat.answerTo(id)).not.toBe('');
      expect(discord.waiting()).toBe(0);
      expect(discord.messages()).toHaveLength(1);
    },
  );

  it('the interaction token expires before the end: the message goes on being edited', async () => {
    const { chat, github, settle, wait } = await openTeam();
    const { run, numbers } = planIn(await chat.command('/plan limit:1'));
    await chat.press('Approve');
    await wait(16 * MINUTE);
    github.closeIssue(numbers[0] ?? 0);
    await settle();
    expect(chat.message(`Plan ${run} • in progress`)).toContain('1/1');
    expect(chat.thread().at(-1)).toContain('All tasks are done');
    expect(chat.channel()).toHaveLength(1);
  });

  it('the interaction token expires before the first answer: the bot writes a message of its own', async () => {
    const { chat, discord, settle } = await openTeam();
    const id = await chat.send('/plan');
    discord.expireTokens();
    await settle();
    expect(chat.answerTo(id)).not.toContain('[ Approve ]');
    expect(chat.channel().filter((message) => message.includes('[ Approve ]'))).toHaveLength(1);
  });

  it('the queue takes a command and does not say so: what the person reads is right, and becomes the plan', async () => {
    const { chat, queues, settle } = await openTeam();
    const { send } = queues;
    queues.send = async (...call) => {
      queues.send = send;
      await send(...call);
      throw new QueueUnavailable('no answer in time');
    };
    const id = await chat.send('/plan');
    expect(chat.answerTo(id)).toContain('reason_code: queue_unsure');
    await settle();
    expect(chat.answerTo(id)).toContain('[ Approve ]');
    expect(chat.answerTo(id)).not.toContain('queue_unsure');
    expect(chat.channel()).toHaveLength(1);
  });

  it('a webhook is lost: asking for the status finds out', async () => {
    const { chat, github, settle } = await openTeam();
    const { run, numbers } = planIn(await chat.command('/plan limit:2'));
    await chat.press('Approve');
    github.dropWebhooks(1);
    github.closeIssue(numbers[0] ?? 0);
    await settle();
    await chat.command(`/status run_id:${run}`);
    expect(chat.channel()[0]).toContain('1/2');
    expect(chat.thread().at(-1)).toContain('found by comparing with GitHub');
  });
});
