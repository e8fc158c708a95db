/** Ada is octo-ann on GitHub: she says so on Discord and on GitHub, and nobody else can say it for either. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';

const MINUTE = 60_000;

const codeIn = (screen: string) => /enter \**(\w{4}-\w{4})/.exec(screen)?.[1] ?? '';
const wordsIn = (screen: string) => /\/valine link \S+ [0-9a-z]{5}-[0-9a-z]{5}/.exec(screen)?.[0] ?? '';

/** What is answered on GitHub to what somebody says there. */
async function say({ github, wait }: Team, body: string, as: string) {
  const number = github.openIssue('Somewhere to talk');
  github.comment(number, body, as);
  await wait(MINUTE);
  return github.conversation(number).slice(1).at(-1)?.body;
}

async function linked(team: Team, login = 'octo-ann', as = 'ada') {
  team.github.enterCode(codeIn(await team.chat.command('/link', as)), login);
  await team.wait(10_000);
  await say(team, wordsIn(team.chat.answer()), login);
  const pressed = await team.chat.press('Confirm', as);
  await team.wait(10_000);
  return pressed;
}

describe('/link', () => {
  it('shows a code, then names both, and holds once both have said so', async () => {
    const team = await openTeam({ hasApp: true });
    const screen = await team.chat.command('/link');
    expect(screen).toContain('Which account on GitHub is yours?');
    team.github.enterCode(codeIn(screen), 'octo-ann');
    await team.wait(10_000);
    expect(team.chat.answer()).toContain('the same person as `octo-ann` on GitHub?');
    expect(await say(team, wordsIn(team.chat.answer()), 'octo-ann')).toContain('@octo-ann agrees');
    expect(await team.chat.press('Confirm')).toContain('✅ Confirmed');
    await team.wait(10_000);
    expect(team.chat.answer()).toContain('✅ Linked');
    expect(await team.chat.command('/link')).toContain('reason_code: person_linked');
    expect(await team.chat.command('/unlink')).toContain('Untied');
    expect(await team.chat.command('/unlink')).toContain('reason_code: not_linked');
  });

  it('asks GitHub no more often than it may, and gives up after a quarter of an hour', async () => {
    const team = await openTeam({ hasApp: true });
    await team.chat.command('/link');
    team.github.forgetRequests();
    await team.wait(MINUTE);
    const asked = team.github.requests().filter((request) => request.includes('/login/oauth/access_token'));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.length).toBeLessThanOrEqual(12);
    await team.wait(20 * MINUTE);
    expect(team.chat.answer()).not.toContain('Confirm ]');
    expect(team.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is refused on GitHub, or cancelled here: nobody is linked', async () => {
    const team = await openTeam({ hasApp: true });
    team.github.denyCode(codeIn(await team.chat.command('/link')));
    await team.wait(10_000);
    expect(team.chat.answer()).toContain('reason_code: link_denied');
    await team.chat.command('/link');
    expect(await team.chat.press('Cancel')).toContain('Cancelled');
    expect(team.chat.answer()).toContain('Cancelled');
  });
});

describe('somebody who was talked into entering a code', () => {
  it('is linked with nobody: what they say on GitHub names who it would be', async () => {
    const team = await openTeam({ hasApp: true });
    const forwarded = codeIn(await team.chat.command('/link', 'mallory'));
    team.github.enterCode(forwarded, 'octo-ann');
    await team.wait(10_000);
    await team.chat.press('Confirm', 'mallory');
    const words = wordsIn(team.chat.answer());
    expect(words).toContain('mallory');
    // They say what they are told to, with the name that they know.
    expect(await say(team, words.replace('mallory', 'ada'), 'octo-ann')).toContain('Nobody was linked');
    await team.wait(15 * MINUTE);
    expect(await linked(team)).toContain('✅ Confirmed');
    expect(team.chat.answer()).toContain('✅ Linked');
  });

  it('ends it with one comment, whatever they have said before', async () => {
    const team = await openTeam({ hasApp: true });
    await linked(team, 'octo-ann', 'mallory');
    expect(await say(team, '/valine unlink', 'octo-ann')).toContain('linked with nobody');
    await linked(team);
    expect(team.chat.answer()).toContain('✅ Linked');
  });
});

describe('an account', () => {
  it('is one person’s: nobody else is linked with it, nor a copy of it under another’s code', async () => {
    const team = await openTeam({ hasApp: true });
    await linked(team);
    expect(team.chat.answer()).toContain('✅ Linked');
    await linked(team, 'octo-ann', 'ben');
    expect(team.chat.answer()).toContain('reason_code: account_linked');
  });

  it('is linked once, however often everything comes', async () => {
    const team = await openTeam({ hasApp: true });
    team.github.duplicateWebhooks(10);
    await linked(team);
    await team.replayInteraction();
    await team.replayWebhook();
    await team.wait(MINUTE);
    expect(team.chat.answer()).toContain('✅ Linked');
  });
});
