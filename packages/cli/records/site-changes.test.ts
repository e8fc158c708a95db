/** A change of the site, as an operator sees it. */
import type { SiteChange } from '@valine/records';
import { expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';

const CHANGE: SiteChange = {
  kind: 'site-change',
  id: 'change-1',
  version: 3,
  state: 'opening',
  repository: 'acme/web',
  asked: { text: 'section:header\ntext:"Sale"', isInWords: false },
  section: 'header',
  wanted: [{ property: 'text', value: 'Sale' }],
  file: 'src/Header.jsx',
  base: { branch: 'main', sha: 'a1', tree: 't1' },
  blobSha: 'b1',
  preview: 1,
  changes: [{ property: 'text', from: 'Welcome', to: 'Sale', line: 4 }],
  diff: '-Welcome\n+Sale\n',
  branch: 'valine/ux-header-1',
  requestedBy: { id: '1', name: 'Ada', roles: [] },
  reply: {
    interactionId: '7',
    applicationId: '77',
    token: 'secret',
    tokenExpiresAt: 1,
    channelId: '5',
    private: false,
  },
  requestedAt: NOW - 120_000,
  updatedAt: NOW - 60_000,
  decideBy: NOW + 3_600_000,
  applied: ['7', '8'],
  effects: [
    {
      id: 'e1',
      kind: 'create-branch',
      params: {},
      intendedAt: NOW - 60_000,
      epoch: 1,
      parked: { reason: 'GitHub did not create branch b (forbidden).', at: NOW - 60_000 },
    },
  ],
  outbox: [],
  expiresAt: NOW / 1000 + 1000,
};

it('valine show tells what was asked for, what became of it, and what waits for somebody', async () => {
  const { run, store } = testTerminal();
  await store.create(CHANGE);
  const { stdout } = await run('show change-1');
  expect(stdout).toMatchInlineSnapshot(`
    "change-1  opening  header in src/Header.jsx
    acme/web, no pull request, requested by Ada 2m ago, changed 1m ago (version 3)

    EFFECT  WHAT           STATE
    e1      create-branch  PARKED 1m ago: GitHub did not create branch b (forbidden).

    Asked for   section:header text:"Sale"
    Applied     2 interactions and deliveries
    To be sent  nothing
    Message     not shown yet"
  `);
  expect(stdout).not.toContain('secret');
});

it('valine resolve finds its effect where the change is named', async () => {
  const { run, store } = testTerminal();
  await store.create(CHANGE);
  expect((await run('resolve e1 --run change-1 --retry')).stdout).toContain('is tried again');
  const [effect] = (await store.find('site-change', 'change-1'))?.effects ?? [];
  expect(effect?.parked).toBeUndefined();
});
