import { catalogue } from '@valine/commands';
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../test-dispatcher.ts';

describe('/help', () => {
  it('lists every command of the catalogue', async () => {
    const text = await testDispatcher().command('help');
    for (const name of Object.keys(catalogue)) expect(text).toContain(`\`/${name}\``);
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
