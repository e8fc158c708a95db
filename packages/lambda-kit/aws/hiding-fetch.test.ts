import { expect, it } from 'vitest';
import { createHide } from '../masking/create-hide.ts';
import { hidingFetch } from './hiding-fetch.ts';

const SECRET = 'canary-secret/of+a test';

/** What is sent of a body. */
async function sent(body: RequestInit['body']): Promise<unknown> {
  const bodies: RequestInit['body'][] = [];
  const fetch = hidingFetch(
    async (_, init) => {
      bodies.push(init?.body ?? null);
      return new Response();
    },
    createHide([SECRET]),
  );
  await fetch('https://api.example.com', { method: 'POST', headers: { authorization: SECRET }, ...(body && { body }) });
  return bodies[0];
}

it('sends a text without the secret', async () => {
  expect(await sent(JSON.stringify({ content: `it is ${SECRET}` }))).toBe('{"content":"it is ***"}');
});

it('sends a form without it, and its files as they are', async () => {
  const form = new FormData();
  form.set('payload_json', `it is ${SECRET}`);
  form.set('files[0]', new Blob(['png'], { type: 'image/png' }), 'chart.png');
  const body = await sent(form);
  if (!(body instanceof FormData)) throw new Error('no form was sent');
  expect(body.get('payload_json')).toBe('it is ***');
  expect(body.get('files[0]')).toMatchObject({ name: 'chart.png', type: 'image/png', size: 3 });
});

it('sends nothing where there is nothing', async () => {
  expect(await sent(null)).toBeNull();
});
