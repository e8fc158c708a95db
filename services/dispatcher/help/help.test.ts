import { catalogue } from '@valine/commands';
import type { Release } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { ACCESS, testDispatcher } from '../test-dispatcher.ts';
import { overviewMessage } from './messages.ts';

describe('/help', () => {
  it('lists every command of the catalogue', async () => {
    const text = await testDispatcher().command('help');
    for (const name of Object.keys(catalogue)) expect(text).toContain(`\`/${name}\``);
  });

  it('says which version runs, and how old it is', () => {
    const now = Date.parse('2026-12-04T12:00:00Z');
    const footerOf = (release: Release) =>
      JSON.stringify(overviewMessage(ACCESS, release, now).card).split('options. • ')[1];
    expect([{ version: '1.2.0', date: '2026-12-01' }, { version: '0.1.0' }].map(footerOf)).toMatchInlineSnapshot(`
      [
        "Valine 1.2.0, released 3d ago"}",
        "Valine 0.1.0, not released"}",
      ]
    `);
  });

  it('explains one command, with or without its slash', async () => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('help', { command: 'ship' })).toMatchInlineSnapshot(`
      "/ship • operators
      Completes the plan when every task is done. If some are not, lists them with the reason and asks before it ends the plan without them.

      \`run_id\` (required): The plan to finish"
    `);
    expect(await dispatcher.command('help', { command: '/Ship' })).toContain('/ship');
  });

  it('refuses a command that does not exist', async () => {
    expect(await testDispatcher().command('help', { command: 'toString' })).toContain('reason_code: unknown_command');
  });
});
