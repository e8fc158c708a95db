/** What people are told alone: what others did to their link, and their turns where they ask for it. */
import type { Notification } from '@valine/contracts';
import { expect, it } from 'vitest';
import { ADA, ADMIN, linking } from './test-identity.ts';

type Team = ReturnType<typeof linking>;

/** Whom, and what. */
const alone = ({ queues }: Team) =>
  queues.sent
    .map(({ body }) => body as Notification)
    .flatMap(({ place, message }) => (place?.in === 'direct' ? [`${place.personId}: ${message.content}`] : []));

async function linkedByHand(): Promise<Team> {
  const team = linking({ hasApp: false });
  await team.command('link', { person: ADA.id, login: 'octo-ann' }, ADMIN);
  return team;
}

it('whoever is linked or untied by an admin is told so, and an admin who does it to themselves is not', async () => {
  const team = await linkedByHand();
  team.clock.advance(1000);
  await team.command('unlink', { person: ADA.id }, ADMIN);
  expect(alone(team)).toMatchInlineSnapshot(`
    [
      "1: 🔗 <@9> has linked you with **\`octo-ann\`** on GitHub. Is that not your account? \`/unlink\` unties it.",
      "1: 🗑️ <@9> has untied you: you are not linked with \`octo-ann\` on GitHub any more.",
    ]
  `);
  team.clock.advance(1000);
  await team.command('link', { person: ADMIN.id, login: 'octo-ann' }, ADMIN);
  await team.command('unlink', { person: ADA.id }, ADMIN);
  expect(alone(team)).toHaveLength(2);
});

it('whoever is untied on GitHub is told so once, and nobody where nobody was linked', async () => {
  const team = await linkedByHand();
  team.clock.advance(2000);
  const event = team.says('octo-ann', '/valine unlink');
  team.clock.advance(1000);
  for (const _ of ['once', 'twice']) await team.take(event);
  expect(alone(team).slice(1)).toMatchInlineSnapshot(`
    [
      "1: 🗑️ \`octo-ann\` has said \`/valine unlink\` on GitHub, so you are not linked with it any more. \`/link\` links anew.",
    ]
  `);
  await team.comment('octo-ann', '/valine unlink');
  expect(alone(team)).toHaveLength(2);
});

it('whoever is linked says how they are told, and an older word of theirs that comes late does not count', async () => {
  const team = await linkedByHand();
  const older = team.requested('link', { direct_messages: false }, ADA);
  team.clock.advance(1000);
  expect(await team.command('link', { direct_messages: true }, ADA)).toMatchInlineSnapshot(
    `"✅ Your turns are told you in a direct message from now on. One is on its way to you: if it does not come, allow direct messages in your privacy settings of this server. Until then you are called in the thread."`,
  );
  expect(alone(team).at(-1)).toMatchInlineSnapshot(
    `"1: 👋 Here you are told when it is your turn: a review asked of you, or your own pull request. \`/link direct_messages:false\` ends it."`,
  );
  await team.take(older);
  expect((await team.link())?.direct?.is).toBe(true);
  team.clock.advance(1000);
  expect(await team.command('link', {}, ADA)).toMatchInlineSnapshot(`
    "🔴 You are linked with \`octo-ann\` on GitHub. \`/unlink\` unties that; then \`/link\` again. Your turns are told you in a direct message; \`/link direct_messages:false\` ends that.
    -# reason_code: person_linked"
  `);
  expect(await team.command('link', { direct_messages: false }, ADA)).toMatchInlineSnapshot(
    `"✅ Your turns are told in the thread from now on."`,
  );
  expect((await team.link())?.direct?.is).toBe(false);
});

it('whoever is not linked has no turn to be told of', async () => {
  const team = linking();
  expect(await team.command('link', { direct_messages: true }, ADA)).toMatchInlineSnapshot(`
    "🔴 You are linked with no account on GitHub, so nobody knows when it is your turn. \`/link\` first.
    -# reason_code: not_linked"
  `);
  const by = { person: ADA.id, login: 'octo-ann', direct_messages: true };
  expect(await team.command('link', by, ADMIN)).toContain('reason_code: link_incomplete');
});
