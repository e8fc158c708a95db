/** A change to the site from a sentence: on the sandbox's React files, over GitHub's API. */
import { SITE_SECTIONS } from '@valine/sandboxes';
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';

const HEADER = 'src/components/Header.jsx';
const COMMAND = '/ux-update command:"section:header text:\\"Test Deploy\\""';

const open = () => openTeam({ settings: { uxSections: SITE_SECTIONS } });
const branchIn = (answer: string) => /valine\/ux-[\w-]+/.exec(answer)?.[0] ?? '';
const writes = ({ github }: Team) => github.requests().filter((request) => !request.startsWith('GET'));

describe('a text that is to be another one', () => {
  it('is previewed, and cancelled: nothing was changed', async () => {
    const team = await open();
    const preview = await team.chat.command(COMMAND);
    expect(preview).toContain('-      <h1 className="header__title">Welcome to the web shop</h1>');
    expect(preview).toContain('+      <h1 className="header__title">Test Deploy</h1>');
    expect(await team.chat.press('❌ Cancel')).toContain('Request cancelled');
    expect(team.chat.answer()).toContain('🗑️ Request cancelled');
    expect(writes(team)).toEqual([]);
  });

  it('is a draft pull request whose only change is that text, once who asked confirms it', async () => {
    const team = await open();
    const before = team.github.readFile(HEADER);
    await team.chat.command(COMMAND);
    expect(await team.chat.press('✅ Confirm', 'ben')).toContain('reason_code: not_requester');
    expect(writes(team)).toEqual([]);
    expect(await team.chat.press('✅ Confirm')).toContain('✅ Confirmed');
    const answer = team.chat.answer();
    expect(answer).toMatch(/✅ Draft pull request #\d+ • header in src\/components\/Header.jsx/);
    const branch = branchIn(answer);
    expect(team.github.changedFiles('main', branch)).toEqual([HEADER]);
    const after = before.replace('Welcome to the web shop', 'Test Deploy');
    expect(team.github.readFile(HEADER, branch)).toBe(after);
    expect(team.github.readFile(HEADER)).toBe(before);
  });

  it('opens nothing where the file has moved on, and is previewed anew', async () => {
    const team = await open();
    await team.chat.command(COMMAND);
    team.github.writeFile(HEADER, team.github.readFile(HEADER).replace('Welcome to', 'Hello from'));
    expect(await team.chat.press('✅ Confirm')).toContain('The file has changed since');
    expect(writes(team)).toEqual([]);
    expect(team.chat.answer()).toContain('🎨 Preview 2');
    expect(team.chat.answer()).toContain('Hello from the web shop');
    await team.chat.press('✅ Confirm');
    expect(team.github.changedFiles('main', branchIn(team.chat.answer()))).toEqual([HEADER]);
  });

  it('expires after an hour: ten minutes later at most its message asks nothing any more', async () => {
    const team = await open();
    await team.chat.command(COMMAND);
    await team.wait(71 * 60_000);
    expect(team.chat.answer()).toContain('⌛ Request expired');
    expect(team.chat.answer()).not.toContain('Confirm ]');
    expect(writes(team)).toEqual([]);
  });
});
