/** Closed until somebody says who may come in, on the whole local stack: without servers nothing is taken, without roles nothing is changed in production. */
import { startStack } from '@valine/local-stack/stack';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPlatforms } from './support/open-platforms.ts';
import { readerOf } from './support/start-followed.ts';

/** A stack without one of its settings; and what it warned of. */
async function openWithout(setting: string, stage = 'dev') {
  const platforms = await openPlatforms();
  const { [setting]: _, ...settings } = platforms.settings;
  const warnings: string[] = [];
  const log = { debug() {}, info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
  const stack = await startStack({ ...platforms, stage, settings, log });
  onTestFinished(() => stack.stop());
  return { ...platforms, ...readerOf(platforms), stack, warnings: warnings.join('\n') };
}

describe('without ALLOWED_GUILD_IDS', () => {
  it('Discord may PING, and everything else is refused, with what to do; nothing is asked of GitHub', async () => {
    const { discord, github, stack, ask, answer, warnings } = await openWithout('ALLOWED_GUILD_IDS');
    expect(warnings).toContain('ALLOWED_GUILD_IDS');
    github.forgetRequests();
    expect(await discord.ping()).toBe(true);
    for (const command of ['/help', '/status', '/plan', '/diagnose']) {
      const text = await answer(await ask(command), /reason_code/);
      expect(text).toContain('reason_code: allowed_guild_ids_not_set');
      expect(text).toContain('set ALLOWED_GUILD_IDS');
    }
    expect(await discord.autocomplete('status', 'run_id', '')).toEqual([]);
    await stack.whenIdle();
    expect(github.requests()).toEqual([]);
  }, 60_000);
});

describe('without OPERATOR_ROLE_IDS', () => {
  it('nobody changes anything in stage prod, and everybody reads', async () => {
    const { github, stack, ask, answer, warnings } = await openWithout('OPERATOR_ROLE_IDS', 'prod');
    expect(warnings).toContain('OPERATOR_ROLE_IDS');
    github.forgetRequests();
    for (const command of ['/plan', '/deploy-client', '/diagnose', '/verify-latest diagnose:true']) {
      const text = await answer(await ask(command), /reason_code/);
      expect(text).toContain('reason_code: operator_role_ids_not_set');
      expect(text).toContain('set OPERATOR_ROLE_IDS');
    }
    await stack.whenIdle();
    expect(github.requests()).toEqual([]);
    expect(await answer(await ask('/status'), /Status/)).not.toContain('reason_code');
  }, 60_000);

  it('everybody changes what there is elsewhere, and whoever starts it is warned', async () => {
    const { ask, answer, warnings } = await openWithout('OPERATOR_ROLE_IDS');
    expect(warnings).toMatch(/OPERATOR_ROLE_IDS is not set: everyone/);
    expect(await answer(await ask('/plan'), /plan-/)).not.toContain('reason_code');
  }, 60_000);
});
