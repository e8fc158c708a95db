/** Who is who: a person on Discord and an account on GitHub, by the word of both. */
import { describe, expect, it } from 'vitest';
import { ADA, ADMIN, linking, MALLORY } from './test-identity.ts';

/** Without what is another one each time. */
const shownIn = (screen: string, id = 'CODE') => screen.replaceAll(id, 'CODE').replace(/<t:\d+:f>/, '<time>');

const words = (id: string, name = 'ada.l') => `/valine link ${name} ${id}`;

describe('a link', () => {
  it('takes the code, the word of the account, and the word of the person', async () => {
    const team = linking();
    const { id, screen } = await team.begin();
    expect(shownIn(screen())).toMatchInlineSnapshot(`
      "🔗 **Which account on GitHub is yours?**
      Open <https://github.com/login/device> in your own browser, and enter **D000-0001**. Then come back: there is more to do here.
      Pass it on to nobody, and enter no code that somebody sent you: whoever does speaks for their own account. It counts until <time>.
      [ Cancel ]"
    `);
    await team.enter(id, 'octo-ann');
    expect(shownIn(screen(), id)).toMatchInlineSnapshot(`
      "🔗 **Is <@1> on Discord the same person as \`octo-ann\` on GitHub?**
      ◻️ On GitHub: as \`octo-ann\`, say under any issue or pull request of \`acme/web\`: \`/valine link ada.l CODE\`
      ◻️ Here: press Confirm.
      -# Is it not your account? Then cancel. A link gives no rights: it names you, and you approve nothing of your own. It counts until <time>.
      [ Confirm ] [ Cancel ]"
    `);
    expect(await team.comment('octo-ann', words(id))).toMatchInlineSnapshot(
      `"@octo-ann agrees to be the same person as \`ada.l\` on Discord. It holds once \`ada.l\` has confirmed it there. Is that not you? Then say \`/valine unlink\` here, now or at any time."`,
    );
    expect(await team.link()).toBeUndefined();
    expect(await team.confirm(id)).toMatchInlineSnapshot(
      `"✅ Confirmed, here and on GitHub. The message above changes when you are linked."`,
    );
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' }, attempt: id });
    expect(screen()).toMatchInlineSnapshot(
      `"✅ Linked: <@1> on Discord is **\`octo-ann\`** on GitHub. \`/unlink\` unties it; \`/link direct_messages:true\` has your turns told you in a direct message."`,
    );
  });

  it('comes about in the other order as well', async () => {
    const team = linking();
    const { id, screen } = await team.begin();
    await team.enter(id, 'octo-ann');
    expect((await team.confirm(id)).replaceAll(id, 'CODE')).toMatchInlineSnapshot(
      `"✅ Confirmed. What is left is yours to say on GitHub, as \`octo-ann\`: \`/valine link ada.l CODE\`"`,
    );
    expect(screen()).toContain('✅ Here: press Confirm.');
    expect(await team.link()).toBeUndefined();
    await team.comment('octo-ann', words(id));
    await team.due(id);
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' } });
  });

  it('keeps nothing of what GitHub gives besides the account', async () => {
    const team = linking();
    const { id } = await team.begin();
    const [{ deviceCode = '' } = {}] = team.repository.model.devices ?? [];
    expect(JSON.stringify(await team.attemptOf(id))).not.toContain(deviceCode);
    await team.enter(id, 'octo-ann');
    const seen = JSON.stringify([await team.attemptOf(id), team.queues.sent, team.logger.lines]);
    expect(seen).not.toContain(deviceCode);
    expect(seen).not.toContain('ghu_');
  });

  it('takes the word of the account alone where no App has a device flow', async () => {
    const team = linking({ hasApp: false });
    const { id, screen } = await team.begin();
    expect(shownIn(screen(), id)).toMatchInlineSnapshot(`
      "🔗 **Which account on GitHub is yours?**
      As the account that is yours, say under any issue or pull request of \`acme/web\`:
      \`/valine link ada.l CODE\`
      Pass it on to nobody, and enter no code that somebody sent you: whoever does speaks for their own account. It counts until <time>.
      [ Cancel ]"
    `);
    await team.comment('octo-ann', words(id));
    expect(screen()).toContain('octo-ann');
    await team.confirm(id);
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' } });
  });
});

describe('what is not linked', () => {
  it('is whoever entered a code that somebody sent them, and said nothing else', async () => {
    const team = linking();
    const { id } = await team.begin(MALLORY);
    await team.enter(id, 'octo-ann');
    await team.confirm(id, MALLORY);
    expect(await team.link(MALLORY)).toBeUndefined();
    // Nor by words that name somebody else than the attempt is of.
    expect(await team.comment('octo-ann', words(id))).toContain('there is no such `/link` of that name');
    expect(await team.link(MALLORY)).toBeUndefined();
  });

  it('is what somebody else confirms', async () => {
    const team = linking();
    const { id } = await team.begin();
    await team.enter(id, 'octo-ann');
    await team.comment('octo-ann', words(id));
    expect(await team.confirm(id, MALLORY)).toContain('reason_code: not_requester');
    expect(await team.link()).toBeUndefined();
  });

  it('is an older attempt', async () => {
    const team = linking();
    const older = await team.begin();
    await team.enter(older.id, 'octo-ann');
    team.clock.advance(1000);
    await team.begin();
    expect(await team.comment('octo-ann', words(older.id))).toContain('is over');
    expect(await team.confirm(older.id)).toContain('reason_code: link_superseded');
    expect(await team.link()).toBeUndefined();
  });

  it('is another account than the one that entered the code', async () => {
    const team = linking();
    const { id } = await team.begin();
    await team.enter(id, 'octo-ann');
    expect(await team.comment('mallory-m', words(id))).toMatchInlineSnapshot(
      `"Nobody was linked: that \`/link\` is about another account than @mallory-m. Begin with \`/link\` of your own on Discord."`,
    );
    await team.confirm(id);
    expect(await team.link()).toBeUndefined();
  });

  it('is an account other than the one that was seen when Confirm was pressed', async () => {
    const team = linking();
    const { id } = await team.begin();
    await team.enter(id, 'octo-ann');
    expect(await team.confirm(id, ADA, 12)).toContain('reason_code: other_account');
  });

  it('is what was refused on GitHub, or what nobody did in time', async () => {
    const team = linking();
    const denied = await team.begin();
    await team.deny(denied.id);
    expect(denied.screen()).toContain('reason_code: link_denied');
    team.clock.advance(1000);
    const { id, screen } = await team.begin();
    team.clock.advance(16 * 60_000);
    await team.due(id);
    expect(screen()).toContain('reason_code: link_expired');
    expect(await team.confirm(id)).toContain('reason_code: link_decided');
  });

  it('is whose code GitHub knows no more: its answer was lost, and is not given twice', async () => {
    const team = linking();
    const { id, screen } = await team.begin();
    team.repository.model.devices = [];
    team.clock.advance(5000);
    await team.due(id);
    expect(screen()).toContain('enter **');
    team.clock.advance(5000);
    await team.due(id);
    expect(screen()).toContain('reason_code: link_interrupted');
  });

  it('is an account that somebody else is linked with, or a person who is linked', async () => {
    const team = linking();
    const first = await team.begin();
    await team.enter(first.id, 'octo-ann');
    await team.comment('octo-ann', words(first.id));
    await team.confirm(first.id);
    const { id, screen } = await team.begin(MALLORY);
    await team.enter(id, 'octo-ann');
    await team.comment('octo-ann', words(id, 'ada_l'));
    await team.confirm(id, MALLORY);
    expect(screen()).toContain('reason_code: account_linked');
    expect(await team.link(MALLORY)).toBeUndefined();
    expect((await team.begin()).screen()).toContain('reason_code: person_linked');
  });
});

describe('untying', () => {
  const linked = async () => {
    const team = linking();
    const { id } = await team.begin();
    await team.enter(id, 'octo-ann');
    await team.comment('octo-ann', words(id));
    await team.confirm(id);
    return { ...team, id };
  };

  it('is for the person', async () => {
    const team = await linked();
    expect(await team.command('unlink', {}, ADA)).toMatchInlineSnapshot(
      `"🗑️ Untied: you are not \`octo-ann\` on GitHub any more."`,
    );
    expect(await team.link()).toBeUndefined();
    expect(await team.command('unlink', {}, ADA)).toContain('reason_code: not_linked');
    // Nothing of it comes back.
    await team.due(team.id);
    expect(await team.link()).toBeUndefined();
  });

  it('is for the account', async () => {
    const team = await linked();
    expect(await team.comment('octo-ann', '/valine unlink')).toMatchInlineSnapshot(
      `"@octo-ann is linked with nobody on Discord any more, and nothing that was said before links it."`,
    );
    expect(await team.link()).toBeUndefined();
  });

  it('takes a word back that was said before, however late it is heard', async () => {
    const team = linking();
    const { id, screen } = await team.begin();
    await team.enter(id, 'octo-ann');
    const word = team.says('octo-ann', words(id));
    team.clock.advance(2000);
    await team.comment('octo-ann', '/valine unlink');
    await team.take(word);
    await team.confirm(id);
    expect(await team.link()).toBeUndefined();
    expect(screen()).toContain('reason_code: consent_withdrawn');
  });

  it('leaves what was said after it, however late it is heard', async () => {
    const team = await linked();
    const late = team.says('octo-ann', '/valine unlink', { commentedAt: team.clock.now() - 60_000 });
    await team.take(late);
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' } });
  });

  it('leaves a link that was asked for after it, however late it comes', async () => {
    const team = linking();
    const late = team.requested('unlink', {}, ADA);
    team.clock.advance(1000);
    const { id } = await team.begin();
    await team.enter(id, 'octo-ann');
    await team.comment('octo-ann', words(id));
    await team.confirm(id);
    await team.take(late);
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' } });
  });
});

describe('by hand', () => {
  const ask = (team: ReturnType<typeof linking>, login: string) =>
    team.command('link', { person: ADA.id, login }, ADMIN);

  it('an admin links somebody where no App is used, and it is known by whom', async () => {
    const team = linking({ hasApp: false });
    expect(await ask(team, 'octo-ann')).toMatchInlineSnapshot(
      `"✅ Linked by hand: <@1> on Discord is **\`octo-ann\`** on GitHub. Both can untie it: \`/unlink\` here, \`/valine unlink\` there."`,
    );
    expect(await team.link()).toMatchObject({ account: { login: 'octo-ann' }, by: ADMIN.id });
    expect(await team.command('unlink', { person: ADA.id }, ADMIN)).toContain('<@1> is not');
  });

  it('nobody does where the App is', async () => {
    expect(await ask(linking(), 'octo-ann')).toContain('reason_code: link_by_hand_off');
  });

  it('it takes a person that GitHub knows, and both names', async () => {
    const team = linking({ hasApp: false });
    team.repository.model.strangers = ['nobody'];
    expect(await ask(team, 'nobody')).toContain('reason_code: login_not_found');
    expect(await ask(team, 'dependabot[bot]')).toContain('reason_code: login_not_found');
    expect(await team.command('link', { login: 'octo-ann' }, ADMIN)).toContain('reason_code: link_incomplete');
  });
});
