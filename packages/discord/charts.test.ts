/** What goes over the wire when a message has a chart, and when it has none any more. */
import { describe, expect, it } from 'vitest';
import { chartPng } from './chart/chart-png.ts';
import { createDiscord, type Discord } from './create-discord.ts';

const CHART = { description: 'Ten runs: 9 succeeded', bars: [{ value: 82, outcome: 'good' as const }] };
const PLAIN = { content: 'hello', embeds: [] };
const BODY = { ...PLAIN, chart: CHART };

function world() {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    requests.push(new Request(url, init));
    return Response.json({ id: '9', channel_id: '5' });
  };
  const options = {
    baseUrl: 'http://discord.test',
    applicationId: '1',
    botToken: 'bot-secret',
    clock: { now: () => 0 },
  };
  return { discord: createDiscord({ ...options, fetch }), requests };
}

async function formOf(request: Request | undefined) {
  const form = await request?.formData();
  const file = form?.get('files[0]');
  if (!(file instanceof File)) throw new Error('no file was sent');
  return { fields: [...(form?.keys() ?? [])], payload: JSON.parse(String(form?.get('payload_json'))), file };
}

const SHOWN: [string, (discord: Discord, body: typeof PLAIN) => Promise<unknown>][] = [
  ['createMessage', (discord, body) => discord.createMessage('5', body, 'nonce-1')],
  ['editOriginal', (discord, body) => discord.editOriginal('token', body)],
  ['editMessage', (discord, body) => discord.editMessage('5', '9', body)],
];

describe.each(SHOWN)('%s', (name, show) => {
  it('sends the message and its chart in one form', async () => {
    const { discord, requests } = world();
    await show(discord, BODY);
    const { fields, payload, file } = await formOf(requests[0]);
    expect(fields).toEqual(['payload_json', 'files[0]']);
    expect(payload).toEqual({
      ...PLAIN,
      allowed_mentions: { parse: [] },
      attachments: [{ id: 0, filename: 'chart.png', description: 'Ten runs: 9 succeeded' }],
      ...(name === 'createMessage' ? { nonce: 'nonce-1', enforce_nonce: true } : {}),
    });
    expect([file.name, file.type]).toEqual(['chart.png', 'image/png']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(chartPng(CHART));
  });

  it('authorizes a form as it does JSON', async () => {
    const { discord, requests } = world();
    await show(discord, BODY);
    await show(discord, PLAIN);
    const [form, json] = requests.map(({ headers }) => headers);
    expect(form?.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect(json?.get('content-type')).toBe('application/json');
    expect(form?.get('authorization')).toBe(json?.get('authorization'));
  });
});

it.each(SHOWN)('%s without a chart is JSON; an edit takes earlier pictures away', async (name, show) => {
  const { discord, requests } = world();
  await show(discord, PLAIN);
  const text = await requests[0]?.text();
  expect(JSON.parse(text ?? '')).toEqual({
    ...PLAIN,
    allowed_mentions: { parse: [] },
    ...(name === 'createMessage' ? { nonce: 'nonce-1', enforce_nonce: true } : { attachments: [] }),
  });
});
