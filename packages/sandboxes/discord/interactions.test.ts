import { describe, expect, it } from 'vitest';
import { isSigned, lastBody, testDiscord } from './test-discord.ts';

const ROW = {
  type: 1,
  components: [
    { type: 2, style: 3, label: 'Approve', custom_id: 'approve:plan-1' },
    { type: 2, style: 4, label: 'Discard', custom_id: 'discard:plan-1', disabled: true },
  ],
};

describe('a slash command', () => {
  it('arrives signed, with its options in their types and the person who typed it', async () => {
    const { discord, app } = await testDiscord();
    await discord.command('/plan label:"two words" limit:3', { as: 'jonas' });
    expect(isSigned(app.received[0] ?? { headers: {}, body: '' }, discord.publicKey)).toBe(true);
    expect(lastBody(app)).toMatchObject({
      type: 2,
      version: 1,
      context: 0,
      application_id: discord.applicationId,
      guild_id: discord.guildId,
      channel_id: discord.channelId,
      member: { user: { username: 'jonas' }, roles: [discord.operatorRoleId] },
      data: {
        name: 'plan',
        options: [
          { name: 'label', type: 3, value: 'two words' },
          { name: 'limit', type: 4, value: 3 },
        ],
      },
    });
  });

  it('deferred: shows that the bot is thinking, until the answer is edited in', async () => {
    const { discord, call, original } = await testDiscord();
    const sent = await discord.command('/plan');
    expect(sent.outcome).toBe('deferred');
    expect(discord.waiting()).toBe(1);
    const edited = await call('PATCH', original(), { content: 'Here it is' }, '');
    expect(edited).toMatchObject({ status: 200, json: { id: sent.messageId, content: 'Here it is', flags: 0 } });
    expect(discord.waiting()).toBe(0);
    expect(discord.lastMessage()?.message.content).toBe('Here it is');
  });

  it('deferred in private: only the person sees it, and the bot cannot read it in the channel', async () => {
    const { discord, app, call, original } = await testDiscord();
    app.answer = () => Response.json({ type: 5, data: { flags: 64 } });
    const { messageId } = await discord.command('/plan', { as: 'jonas' });
    await call('PATCH', original(), { content: 'psst' }, '');
    expect(discord.memberName(discord.lastMessage()?.seenBy ?? '')).toBe('jonas');
    expect((await call('GET', `/channels/${discord.channelId}/messages`)).json).toEqual([]);
    const hidden = `/channels/${discord.channelId}/messages/${messageId}`;
    expect((await call('PATCH', hidden, { content: 'x' })).json.code).toBe(10008);
  });

  it('answered at once is shown at once', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 4, data: { content: 'No.', flags: 64 } });
    expect((await discord.command('/plan')).outcome).toBe('answered');
    expect(discord.lastMessage()?.message).toMatchObject({ content: 'No.', flags: 64, type: 20 });
  });

  it.each([
    ['an error', () => new Response('nope', { status: 500 }), 'the endpoint answered 500: nope'],
    ['no JSON', () => new Response('nope'), 'the answer is not JSON: nope'],
    ['an unknown type', () => Response.json({ type: 77 }), 'an answer of type 77 does not fit this interaction'],
  ])('answered with %s has failed', async (_what, answer, why) => {
    const { discord, app, call, original } = await testDiscord();
    app.answer = answer;
    expect(await discord.command('/plan')).toMatchObject({ outcome: 'failed', why });
    expect((await call('PATCH', original(), { content: 'late' }, '')).json.code).toBe(10015);
  });

  it('answered too late has failed', async () => {
    const { discord, app } = await testDiscord({ answerWithinMs: 30 });
    app.answer = () => new Promise(() => {});
    expect(await discord.command('/plan')).toMatchObject({ outcome: 'failed', why: 'no answer within 0.03 s' });
    expect(discord.messages()).toEqual([]);
  });

  it('finds nobody when the application is away', async () => {
    const { discord } = await testDiscord({ interactionsUrl: 'http://127.0.0.1:1/discord' });
    const { why } = await discord.command('/plan');
    expect(why).toBe('http://127.0.0.1:1/discord cannot be reached');
  });

  it.each([
    ['/unknown', 'There is no command /unknown. Registered commands: /plan, /approve.'],
    ['/aprove', 'There is no command /aprove; did you mean /approve?'],
    ['/approve', '/approve needs run_id: write run_id:value.'],
    ['/plan limit:99', 'limit goes from 1 to 25, not 99.'],
    ['/plan limit:many', 'limit is a whole number, not "many".'],
    ['/plan colour:red', '/plan has no option colour. Its options: label, limit.'],
  ])('%s is not sent, as the client would not', async (text, reason) => {
    const { discord, app } = await testDiscord();
    await expect(discord.command(text)).rejects.toThrow(reason);
    expect(app.received).toEqual([]);
  });
});

describe('a button', () => {
  it('is pressed by its label and sends the message it stands on', async () => {
    const { discord, app, call } = await testDiscord();
    const posted = await call('POST', `/channels/${discord.channelId}/messages`, {
      content: 'Plan',
      components: [ROW],
    });
    const sent = await discord.press(posted.json.id, 'approve');
    expect(lastBody(app)).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: 'approve:plan-1' },
      message: { id: posted.json.id, content: 'Plan' },
    });
    expect(discord.messages().find(({ message }) => message.id === sent.messageId)?.message.type).toBe(19);
    await expect(discord.press(posted.json.id, 'Discard')).rejects.toThrow('Buttons: Approve, Discard (disabled).');
  });

  it('with a deferred update makes @original the message it stands on', async () => {
    const { discord, app, call, original } = await testDiscord();
    const posted = await call('POST', `/channels/${discord.channelId}/messages`, {
      content: 'Plan',
      components: [ROW],
    });
    app.answer = () => Response.json({ type: 6 });
    await discord.press(posted.json.id, 'Approve');
    const edited = await call('PATCH', original(), { content: 'Approved', components: [] }, '');
    expect(edited.json).toMatchObject({ id: posted.json.id, content: 'Approved', components: [] });
  });
});

describe('a select', () => {
  const option = (value: string) => ({ value, label: `#${value}` });
  const select = { type: 3, custom_id: 'choose:1', min_values: 1, max_values: 2, options: ['5', '8', '9'].map(option) };
  const row = (component: object) => ({ content: 'Plan', components: [{ type: 1, components: [component] }] });

  it('sends all that is chosen, and the message it stands on', async () => {
    const { discord, app, call } = await testDiscord();
    const { json } = await call('POST', `/channels/${discord.channelId}/messages`, row(select));
    await discord.choose(json.id, ['8', '5']);
    expect(lastBody(app)).toMatchObject({
      type: 3,
      data: { component_type: 3, custom_id: 'choose:1', values: ['8', '5'] },
      message: { id: json.id },
    });
    await expect(discord.choose(json.id, ['7'])).rejects.toThrow('There is to choose from: 5 8 9.');
    await expect(discord.choose(json.id, [])).rejects.toThrow('Choose 1 to 2 of them.');
    await expect(discord.press(json.id, 'choose:1')).rejects.toThrow('That message has no buttons.');
  });

  it.each([
    ['without options', { ...select, options: [] }],
    ['with more than twenty-five', { ...select, options: Array.from({ length: 26 }, (_, n) => option(String(n))) }],
    ['with a value twice', { ...select, options: [option('5'), option('5')] }],
    ['of which more are to be chosen than there are', { ...select, max_values: 4 }],
    ['whose option has no label', { ...select, options: [{ value: '5' }], max_values: 1 }],
  ])('%s is refused', async (_, component) => {
    const { discord, call } = await testDiscord();
    const refused = await call('POST', `/channels/${discord.channelId}/messages`, row(component));
    expect(refused).toMatchObject({ status: 400, json: { code: 50035 } });
  });
});

describe('autocomplete', () => {
  it('sends what is typed and shows the choices', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 8, data: { choices: [{ name: 'Ready', value: 'ready' }] } });
    expect(await discord.autocomplete('plan', 'label', 'rea')).toEqual([{ name: 'Ready', value: 'ready' }]);
    expect(lastBody(app)).toMatchObject({ type: 4, data: { options: [{ value: 'rea', focused: true }] } });
  });

  it('shows nothing when one choice is too long', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'x' }] } });
    expect(await discord.autocomplete('plan', 'label', '')).toEqual([]);
  });
});

describe('PING', () => {
  it('is answered by a PONG', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 1 });
    expect(await discord.ping()).toBe(true);
    expect(isSigned(app.received[0] ?? { headers: {}, body: '' }, discord.publicKey)).toBe(true);
  });
});
