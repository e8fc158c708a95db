/** Admins look after the installation from Discord: everything is paused, and goes on. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

const open = () => openTeam({ hasAdmins: true });
const writes = ({ github }: Team) => github.requests().filter((request) => !request.startsWith('GET'));

async function pause({ chat, wait }: Team): Promise<void> {
  await chat.command('/ops');
  expect(await chat.press('Pause everything', 'ada', 'GitHub has an incident')).toContain('`pause` is **on**');
  await wait(MINUTE);
}

async function endPause({ chat, wait }: Team): Promise<void> {
  expect(await chat.command('/ops')).toContain('GitHub has an incident');
  expect(await chat.press('End the pause', 'ada', 'it is over')).toContain('`pause` is off');
  await wait(MINUTE);
}

describe('while an admin has paused everything', () => {
  it('nothing begins, people read why, and looking goes on', async () => {
    const team = await open();
    await pause(team);
    const before = writes(team);
    for (const command of ['/plan', '/diagnose', '/deploy-client'])
      expect(await team.chat.command(command)).toContain('GitHub has an incident');
    expect(await team.chat.command('/status')).toContain('Client Deploy');
    expect(writes(team)).toEqual(before);
    expect(await team.chat.command('/audit')).toContain('ops-switch');
  });

  it('a plan is not approved, and is once it is over', async () => {
    const team = await open();
    const { run } = planIn(await team.chat.command('/plan limit:1'));
    await pause(team);
    const before = writes(team);
    expect(await team.chat.press('Approve', 'ben')).toContain('reason_code: paused');
    expect(writes(team)).toEqual(before);
    await endPause(team);
    await team.chat.press('Approve', 'ben');
    await team.wait(MINUTE);
    expect(team.chat.thread().join()).toContain('Approved by ben');
    expect(team.chat.message(`Plan ${run}`)).toContain('in progress');
    expect(writes(team).length).toBeGreaterThan(before.length);
  });

  it('nobody but an admin ends it', async () => {
    const team = await open();
    await pause(team);
    await team.chat.command('/ops');
    team.discord.setOperator('ben', false);
    expect(await team.chat.press('End the pause', 'ben', 'I want to')).toContain('reason_code: not_admin');
    expect(await team.chat.command('/plan')).toContain('reason_code: paused');
  });
});
