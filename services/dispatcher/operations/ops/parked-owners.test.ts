/** What is parked in records that no list of plans and deploys has: values, changes of the site, answers to comments. */
import { expect, it } from 'vitest';
import { testAdmin, URL_ONE } from '../../admin/test-admin.ts';
import { answersTo, commented } from '../../comments/test-comments.ts';
import { testSite } from '../../site/test-site.ts';
import { begunTeam } from '../../tasks/test-team.ts';
import { ACCESS, ada, type TestDispatcher } from '../../test-dispatcher.ts';
import { parkedArgument } from './arguments.ts';

const access = { ...ACCESS, ADMIN_USER_IDS: [ada.id] };
const refused = { status: 403, detail: 'no' };

/** Of the one effect that is parked, as the list in `/ops` has it. */
async function listed({ command, store }: Pick<TestDispatcher, 'command' | 'store'>): Promise<string> {
  const [line = ''] = (await command('ops')).split('\n').filter((text) => text.startsWith('🅿️'));
  const [owner, ...others] = await store.listParkedOwners(9);
  if (owner === undefined || others.length > 0) throw new Error('there is not one that is parked');
  const effect = (await store.find(owner.kind, owner.id))?.effects.find(({ parked }) => parked !== undefined);
  expect(line).toContain(`\`${effect?.kind}\` of \`${owner.id}\``);
  return parkedArgument({ id: effect?.id ?? '', at: effect?.parked?.at ?? 0, of: owner.id });
}

async function expectNone({ command }: Pick<TestDispatcher, 'command'>): Promise<void> {
  expect(await command('ops')).toContain('**Parked effects**\n🟢 none\n');
}

it('a value is set once an admin has it tried again', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', refused);
  const request = admin.asked({ url: URL_ONE });
  await admin.take(request);
  expect(await admin.press('ops-retry', await listed(admin))).toContain('is tried again');
  await admin.settle();
  expect(admin.secret()).toBe(URL_ONE);
  expect(admin.read(request)).toContain('🔐 Set');
  await expectNone(admin);
});

it('a value that was set by hand is done', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', refused);
  const request = admin.asked({ url: URL_ONE });
  await admin.take(request);
  await admin.take(admin.pressed('ops-done', await listed(admin), ada, { text: 'VITE_API_BASE set by hand' }));
  await admin.settle();
  expect(admin.read(request)).toContain('🔐 Set');
  expect((await admin.setting()).changes).toMatchObject([{ state: 'set' }]);
  await expectNone(admin);
});

it('a change of the site goes on to its pull request', async () => {
  const site = testSite({ access });
  const id = await site.proposed();
  site.repository.fail('createBranch', refused);
  await site.press('confirm-change', `${id}.1`);
  await site.settle();
  await site.press('ops-retry', await listed(site));
  await site.settle();
  expect(await site.change(id)).toMatchObject({ state: 'opened' });
  await expectNone(site);
});

it('an answer to a comment is given, or dropped', async () => {
  const team = await begunTeam(1, { settings: { access } });
  const event = commented(team, 1, '/valine status');
  team.repository.fail('createComment', { status: 401 });
  await team.take(event);
  await team.settle();
  const argument = await listed(team);
  await team.take(team.pressed('ops-drop', argument, ada, { text: 'nobody asks any more' }));
  await team.settle();
  await expectNone(team);
  expect(answersTo(team, event).texts).toEqual([]);
});

it('who decided is in the audit, with what it was about', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', refused);
  await admin.take(admin.asked({ url: URL_ONE }));
  await admin.press('ops-retry', await listed(admin));
  const entries = await Promise.all([1, 2, 3].map((seq) => admin.store.find('audit', String(seq))));
  expect(entries.map((entry) => entry?.facts)).toContainEqual(
    expect.objectContaining({ what: 'ops-retry', outcome: 'done', about: 'VITE_API_BASE' }),
  );
});
