import { expect, it } from 'vitest';
import { connectTo } from './test-connection.ts';
import { webOriginOf } from './web-origin.ts';

it.each([
  ['https://api.github.com', 'https://github.com'],
  ['https://api.github.com/', 'https://github.com'],
  ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ['https://API.ACME.ghe.com/', 'https://acme.ghe.com'],
  ['https://ghe.example.com/api/v3', 'https://ghe.example.com'],
  ['https://api.example.com:8443/api/v3/', 'https://api.example.com:8443'],
  ['https://api.acme.ghe.com.evil.example', 'https://api.acme.ghe.com.evil.example'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('the pages of %s are at %s', (api, pages) => {
  expect(webOriginOf(api)).toBe(pages);
});

it('a link that GitHub did not give leads to its own pages', async () => {
  const fetch = async () => Response.json({ id: 7 });
  const { actions } = await connectTo({}, { baseUrl: 'https://api.acme.ghe.com', fetch });
  expect(await actions.findWorkflowRun(7)).toMatchObject({ url: 'https://acme.ghe.com/acme/web/actions/runs/7' });
});
