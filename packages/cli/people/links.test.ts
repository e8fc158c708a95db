/** `valine links`, against records in memory. */

import type { Notification } from '@valine/contracts';
import { known, unknown } from '@valine/doctor';
import { buildLink } from '@valine/testing';
import { expect, it } from 'vitest';
import type { People } from '../terminal/ports.ts';
import { NOW, testTerminal } from '../test-terminal.ts';

const IDS = ['7', '8', '9'];
const people: People = {
  linked: async () => known([...IDS, '10']),
  standings: async (links) =>
    links.map(({ accountId }) => {
      if (accountId === 1) return { inDiscord: known(true), onGitHub: known('write'), login: 'octo-ann-2' };
      if (accountId === 2) return { inDiscord: known(false), onGitHub: known('gone') };
      return { inDiscord: known(true), onGitHub: unknown('GitHub answers 503.', 'Try again.') };
    }),
};

async function linked() {
  const terminal = testTerminal({ people });
  for (const [index, personId] of IDS.entries()) {
    const account = { id: index + 1, login: `octo-${['ann', 'bob', 'cy'][index]}` };
    for (const record of buildLink(personId, account)) await terminal.store.create(record);
  }
  return terminal;
}

it('lists those whose link is in force, and marks whom it may not be any more; unknown is unknown', async () => {
  const { run } = await linked();
  expect((await run('links')).stdout).toMatchInlineSnapshot(`
    "PERSON  ACCOUNT                     LINKED      BY          ON DISCORD  ON GITHUB  TOLD OF TURNS
    7       octo-ann-2 (then octo-ann)  20514d ago  themselves  there       may write  in the thread
    8       octo-bob                    20514d ago  themselves  ⚠ left      ⚠ gone     in the thread
    9       octo-cy                     20514d ago  themselves  there       unknown    in the thread
    unknown: GitHub answers 503. Try again.
    Untie who is no more: valine links --remove 8 --yes"
  `);
});

it('has the same for programs', async () => {
  const { run } = await linked();
  const [first] = JSON.parse((await run('links --json')).stdout);
  expect(first).toMatchInlineSnapshot(`
    {
      "account": {
        "id": 1,
        "login": "octo-ann",
      },
      "by": "7",
      "inDiscord": {
        "is": "known",
        "value": true,
      },
      "login": "octo-ann-2",
      "onGitHub": {
        "is": "known",
        "value": "write",
      },
      "personId": "7",
      "since": 0,
      "toldDirectly": false,
    }
  `);
});

it('unties only when it is said twice, as the audit and the person are told', async () => {
  const { run, store, queues } = await linked();
  expect(await run('links --remove octo-bob')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Nothing was changed: valine links --remove octo-bob --yes'),
  });
  expect((await store.find('identity', '8'))?.link).toBeDefined();
  expect((await run('links --remove octo-bob --yes')).stdout).toMatchInlineSnapshot(
    `"Person 8 is not linked with octo-bob on GitHub any more. They are told so in a direct message, where they take them."`,
  );
  expect((await store.find('identity', '8'))?.link).toBeUndefined();
  const told = queues.sent.map(({ body }) => body as Notification);
  expect(told).toMatchObject([
    { place: { in: 'direct', personId: '8' }, message: { content: expect.stringContaining('grace') } },
  ]);
  expect((await run('audit')).stdout).toContain('valine links remove:8 login:octo-bob');
  expect(await run('links --remove 8 --yes')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nobody is linked as 8'),
  });
});

it('says that nothing was untied where a link is newer than what the clock here says', async () => {
  const { run, store } = await linked();
  const identity = await store.find('identity', '8');
  if (identity?.link === undefined) throw new Error('8 is not linked');
  const attempt = { id: identity.link.attempt, at: NOW + 1 };
  await store.replace(identity, { ...identity, version: identity.version + 1, attempt });
  expect(await run('links --remove 8 --yes')).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "Nothing was untied: person 8 was untied from octo-bob meanwhile, or linked after what the clock of this machine says. Look with valine links, and at the clock.",
      "stdout": "",
    }
  `);
  expect((await store.find('identity', '8'))?.link).toBeDefined();
});

it('unties nobody where a login has been that of two', async () => {
  const { run, store } = await linked();
  for (const record of buildLink('10', { id: 4, login: 'octo-bob' })) await store.create(record);
  expect(await run('links --remove octo-bob --yes')).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "2 were linked with octo-bob on GitHub, which has gone to somebody else meanwhile. Say which by their id on Discord: 8, 10.",
      "stdout": "",
    }
  `);
});

it('has it in the audit, and says who was not told, where the queue cannot be reached', async () => {
  const { run, queues } = await linked();
  queues.send = () => Promise.reject(new Error('no queue'));
  const { code, stderr } = await run('links --remove 8 --yes');
  expect([code, stderr]).toMatchInlineSnapshot(`
    [
      1,
      "Person 8 is not linked with octo-bob on GitHub any more. But they are not told so, for the queue could not be reached: tell them yourself.",
    ]
  `);
  expect((await run('audit')).stdout).toContain('valine links remove:8 login:octo-bob');
});
