import { get } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Step } from '../decide/step.ts';
import { openLocalPage } from './local-page.ts';

const STEP: Step = {
  id: 'server',
  title: 'Server',
  is: 'person',
  says: 'add the <bot>',
  link: 'https://discord.com/x',
};

async function testPage() {
  const page = await openLocalPage('k3y');
  onTestFinished(() => page.close());
  const read = async (path = '') => (await fetch(`${page.url}${path}`)).text();
  const answer = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${page.url}answer`, { method: 'POST', body, headers, redirect: 'manual' });
  return { page, read, answer };
}

describe('the page of this machine', () => {
  it('shows the steps, with nothing of theirs taken for HTML', async () => {
    const { page, read } = await testPage();
    page.show([STEP]);
    expect(await read()).toContain('☞ Server: add the &lt;bot&gt;');
    expect(await read()).toContain('<a href="https://discord.com/x"');
  });

  it('asks a question until it is answered; several are chosen, and one may be left out', async () => {
    const { page, read, answer } = await testPage();
    const options = [
      { value: '1', label: 'Operators' },
      { value: '2', label: 'Leads' },
    ];
    const chosen = page.ask({ name: 'OPERATOR_ROLE_IDS', prompt: 'Roles', kind: 'choices', options, isOptional: true });
    expect(await read()).toContain('<input type="checkbox" name="answer" value="2"> Leads');
    await answer('answer=1&answer=2');
    expect(await chosen).toBe('1,2');
    const left = page.ask({ name: 'X', prompt: 'X', kind: 'text', isOptional: true });
    await answer('leave=1&answer=y');
    expect(await left).toBeUndefined();
  });

  it('waits for what the person does elsewhere', async () => {
    const { page, answer } = await testPage();
    const done = page.wait(STEP);
    await answer('');
    expect(await done).toBe('done');
    const later = page.wait(STEP);
    await answer('leave=1');
    expect(await later).toBe('later');
  });

  it('posts the manifest to GitHub, and takes the code that comes back with its own state alone', async () => {
    const { page, read } = await testPage();
    const code = page.makeApp('https://github.com/settings/apps/new', (url) => ({ redirect_url: url, name: 'A "B"' }));
    const form = await read('app');
    expect(form).toContain('action="https://github.com/settings/apps/new?state=k3y"');
    expect(form).toContain('A \\&quot;B\\&quot;');
    expect(form).toContain(`${page.url}back`);
    expect((await fetch(`${page.url}back?code=c1&state=other`)).status).toBe(400);
    await fetch(`${page.url}back?code=c1&state=k3y`, { redirect: 'manual' });
    expect(await code).toBe('c1');
  });

  it('leads back to the terminal where that is spoken at, before it closes', async () => {
    const page = await openLocalPage('k3y', 'terminal');
    const closed = page.makeApp('https://github.com/settings/apps/new', () => ({})).then(() => page.close());
    const response = await fetch(`${page.url}back?code=c1&state=k3y`, { redirect: 'manual' });
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Go back to the terminal')]);
    await closed;
  });

  it('is nobody else’s: not without its key, under another name, or for a form of another page', async () => {
    const { page, answer } = await testPage();
    const { origin, host } = new URL(page.url);
    expect((await fetch(`${origin}/other/`)).status).toBe(404);
    const asked = page.ask({ name: 'X', prompt: 'X', kind: 'secret' });
    expect((await answer('answer=evil', { origin: 'https://evil.example' })).status).toBe(403);
    const rebound = await new Promise((resolve) =>
      get(page.url, { headers: { host: `evil.example:${host.split(':')[1]}` } }, (response) =>
        resolve(response.resume().statusCode),
      ),
    );
    expect(rebound).toBe(404);
    await answer('answer=mine');
    expect(await asked).toBe('mine');
  });
});
