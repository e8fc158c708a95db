/** A variable or secret that admins set, as an operator sees it. */
import type { DeploySetting } from '@valine/records';
import { expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';

const asked = (id: string, name: string) => ({
  id,
  as: 'secret' as const,
  requestedBy: { id, name, roles: [] },
  requestedAt: NOW - 60_000,
  reply: {
    interactionId: id,
    applicationId: '77',
    token: 'a token',
    tokenExpiresAt: 1,
    channelId: '5',
    private: true,
  },
});

const SETTING: DeploySetting = {
  kind: 'deploy-setting',
  id: 'VITE_API_BASE',
  version: 5,
  changes: [
    { ...asked('7', 'Ada'), state: 'set', fingerprint: '4ec7', effectId: 'e1' },
    { ...asked('8', 'Ben'), state: 'setting', fingerprint: '7fc2', effectId: 'e2' },
  ],
  quietAt: 0,
  updatedAt: NOW - 30_000,
  applied: ['7', '8'],
  effects: [
    {
      id: 'e1',
      kind: 'set-secret',
      params: { name: 'VITE_API_BASE' },
      intendedAt: NOW,
      epoch: 1,
      outcome: { id: 'VITE_API_BASE' },
    },
    {
      id: 'e2',
      kind: 'set-secret',
      params: { name: 'VITE_API_BASE', locked: 'what is locked', lockedFor: '8' },
      intendedAt: NOW,
      epoch: 1,
      parked: { reason: 'GitHub did not set secret VITE_API_BASE (forbidden).', at: NOW - 30_000 },
    },
  ],
  outbox: [],
  expiresAt: NOW / 1000 + 1000,
};

it('valine show tells who asked for which fingerprint, and what waits for somebody', async () => {
  const { run, store } = testTerminal();
  await store.create(SETTING);
  const { stdout } = await run('show VITE_API_BASE');
  expect(stdout).toMatchInlineSnapshot(`
    "VITE_API_BASE  changed just now (version 5)

    FINGERPRINT  AS      STATE    ASKED BY  WHEN
    …7fc2        secret  setting  Ben       1m ago
    …4ec7        secret  set      Ada       1m ago

    EFFECT  WHAT        STATE
    e1      set-secret  done: VITE_API_BASE
    e2      set-secret  PARKED just now: GitHub did not set secret VITE_API_BASE (forbidden).

    Applied     2 interactions and deliveries
    To be sent  nothing
    Message     not shown yet"
  `);
  expect(stdout).not.toContain('what is locked');
});

it('valine resolve has it tried again', async () => {
  const { run, store } = testTerminal();
  await store.create(SETTING);
  expect((await run('resolve e2 --run VITE_API_BASE --retry')).stdout).toContain('is tried again');
  const [, effect] = (await store.find('deploy-setting', 'VITE_API_BASE'))?.effects ?? [];
  expect(effect?.parked).toBeUndefined();
});
