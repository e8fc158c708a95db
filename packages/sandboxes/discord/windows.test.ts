import { describe, expect, it } from 'vitest';
import { lastBody, testDiscord } from './test-discord.ts';

const BUTTON = { type: 2, style: 1, label: 'Answer', custom_id: 'agent-answer:plan-1' };
const FIELD = { type: 4, custom_id: 'text', style: 2, max_length: 10 };
const WINDOW = {
  custom_id: 'agent-answer:plan-1',
  title: 'Answer',
  components: [{ type: 18, label: 'It', component: FIELD }],
};

/** Somebody presses a button that is answered with `data`, and writes `text`. */
async function pressed(data: unknown, text?: string) {
  const { discord, app, call } = await testDiscord();
  const row = { type: 1, components: [BUTTON] };
  await call('POST', `/channels/${discord.channelId}/messages`, { content: 'Well?', components: [row] });
  app.answer = () => Response.json(app.received.length === 1 ? { type: 9, data } : { type: 5, data: { flags: 64 } });
  const messageId = discord.lastMessage()?.message.id ?? '';
  const sent = await discord.press(messageId, 'Answer', text === undefined ? {} : { text });
  return { sent, app };
}

describe('a window that a button opens', () => {
  it('sends what is written in it, under its own id, and is answered as any interaction is', async () => {
    const { sent, app } = await pressed(WINDOW, 'Yes');
    expect(sent.outcome).toBe('deferred');
    expect(lastBody(app)).toMatchObject({
      type: 5,
      data: { custom_id: 'agent-answer:plan-1', components: [{ component: { custom_id: 'text', value: 'Yes' } }] },
    });
  });

  it('opens for a command as well, and what is written in it stands on no message', async () => {
    const { discord, app, call } = await testDiscord();
    await call('PUT', `/applications/${discord.applicationId}/commands`, [
      { type: 1, name: 'set', description: 'Set', options: [] },
    ]);
    app.answer = () =>
      Response.json(app.received.length === 1 ? { type: 9, data: WINDOW } : { type: 5, data: { flags: 64 } });
    expect((await discord.command('/set', { text: 'Yes' })).outcome).toBe('deferred');
    expect(lastBody(app)).toMatchObject({ type: 5, data: { components: [{ component: { value: 'Yes' } }] } });
    expect(lastBody(app)).not.toHaveProperty('message');
  });

  it('sends nothing while nobody writes', async () => {
    const { sent, app } = await pressed(WINDOW);
    expect(sent.outcome).toBe('opened');
    expect(app.received).toHaveLength(1);
  });

  it.each([
    ['whose title is too long', { ...WINDOW, title: 'x'.repeat(46) }, 'Yes'],
    ['without a field', { ...WINDOW, components: [] }, 'Yes'],
    ['that takes less than is written', WINDOW, 'far too much'],
  ])('%s is no answer', async (_, data, text) => {
    expect((await pressed(data, text)).sent.outcome).toBe('failed');
  });
});
