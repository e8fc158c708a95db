/** Files of messages: sent in a form, kept, replaced and taken away by edits. */
import { describe, expect, it } from 'vitest';
import { type TestDiscord, testDiscord } from './test-discord.ts';

/** The first bytes of a PNG of 480 × 120. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000001e000000078', 'hex');
const EMBED = { title: 'Trend', image: { url: 'attachment://chart.png' } };
const CHART = { id: 0, filename: 'chart.png', description: 'Ten runs' };

function form(payload: unknown, files = 1): FormData {
  const data = new FormData();
  data.set('payload_json', typeof payload === 'string' ? payload : JSON.stringify(payload));
  for (let number = 0; number < files; number += 1)
    data.set(`files[${number}]`, new Blob([PNG], { type: 'image/png' }), 'sent.png');
  return data;
}

const messagesOf = ({ discord }: TestDiscord) => `/channels/${discord.channelId}/messages`;

describe('a message with a file', () => {
  it('shows it below its text', async () => {
    const world = await testDiscord();
    const made = await world.call('POST', messagesOf(world), form({ content: 'x', attachments: [CHART] }));
    expect(made).toMatchObject({ status: 200, json: { content: 'x' } });
    const about = { filename: 'chart.png', description: 'Ten runs', size: 24, content_type: 'image/png' };
    expect(made.json.attachments).toMatchObject([{ ...about, width: 480, height: 120 }]);
  });

  it('shows it in the embed that refers to it, and there alone', async () => {
    const world = await testDiscord();
    const payload = { embeds: [EMBED], attachments: [CHART] };
    const { json } = await world.call('POST', messagesOf(world), form(payload));
    expect(json.attachments).toEqual([]);
    expect(json.embeds[0].image).toMatchObject({ description: 'Ten runs', width: 480, content_type: 'image/png' });
    const file = await fetch(json.embeds[0].image.url);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
  });

  it('needs no text, and takes the name it was sent with', async () => {
    const world = await testDiscord();
    const { status, json } = await world.call('POST', messagesOf(world), form('{}'));
    expect([status, json.attachments[0].filename]).toEqual([200, 'sent.png']);
  });
});

describe('an edit', () => {
  /** A message with one file, and its path. */
  async function withFile() {
    const world = await testDiscord();
    const { json } = await world.call('POST', messagesOf(world), form({ content: 'x', attachments: [CHART] }));
    const edit = async (body: unknown) => (await world.call('PATCH', `${messagesOf(world)}/${json.id}`, body)).json;
    return { edit, id: json.attachments[0].id };
  }

  it('keeps files it does not speak of, and adds those it sends', async () => {
    const { edit, id } = await withFile();
    expect((await edit({ content: 'y' })).attachments).toMatchObject([{ id }]);
    expect((await edit(form({ content: 'z' }))).attachments).toMatchObject([{ id }, { filename: 'sent.png' }]);
  });

  it('leaves those it names, and no others', async () => {
    const { edit, id } = await withFile();
    expect((await edit({ attachments: [{ id }] })).attachments).toMatchObject([{ id, description: 'Ten runs' }]);
    const [replaced, ...others] = (await edit(form({ attachments: [CHART] }))).attachments;
    expect(replaced.id).not.toBe(id);
    expect(others).toEqual([]);
    expect((await edit({ attachments: [] })).attachments).toEqual([]);
  });

  it('through an interaction does the same', async () => {
    const { discord, call, original } = await testDiscord();
    await discord.command('/plan');
    const shown = await call('PATCH', original(), form({ embeds: [EMBED], attachments: [CHART] }), '');
    expect(shown.json.embeds[0].image.description).toBe('Ten runs');
    const plain = await call('PATCH', original(), { embeds: [{ title: 'Trend' }], attachments: [] }, '');
    expect([plain.json.embeds[0].image, plain.json.attachments]).toEqual([undefined, []]);
    expect(discord.messages().at(-1)?.files).toEqual([]);
  });
});

describe('what Discord refuses', () => {
  it.each([
    ['a file that was not sent', form({ content: 'x', attachments: [CHART] }, 0), '0', 'ATTACHMENT_NOT_FOUND'],
    ['the second of one', form({ attachments: [CHART, { ...CHART, id: 1 }] }), '1', 'ATTACHMENT_NOT_FOUND'],
    ['one that another message has', { content: 'x', attachments: [{ id: '123456789' }] }, '0', 'ATTACHMENT_NOT_FOUND'],
  ])('%s', async (_, body, place, code) => {
    const world = await testDiscord();
    const refused = await world.call('POST', messagesOf(world), body);
    expect(refused).toMatchObject({ status: 400, json: { code: 50035 } });
    expect(refused.json.errors.attachments[place]._errors[0].code).toBe(code);
    expect(world.discord.messages()).toEqual([]);
  });

  it('a description that is too long, and a payload that is not JSON', async () => {
    const world = await testDiscord();
    const long = form({ attachments: [{ ...CHART, description: 'x'.repeat(1025) }] });
    expect((await world.call('POST', messagesOf(world), long)).json.errors.attachments['0']).toHaveProperty(
      'description',
    );
    const broken = await world.call('POST', messagesOf(world), form('{"content": '));
    expect(broken).toMatchObject({ status: 400, json: { code: 50109 } });
  });

  it('a form that is none', async () => {
    const { discord } = await testDiscord();
    const headers = { authorization: `Bot ${discord.botToken}`, 'content-type': 'multipart/form-data; boundary=x' };
    const url = `${discord.url}/channels/${discord.channelId}/messages`;
    expect((await fetch(url, { method: 'POST', headers, body: 'broken' })).status).toBe(400);
  });
});
