import { catalogue } from '@valine/commands';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../test-desk.ts';

describe('/help', () => {
  it('lists every command of the catalogue', async () => {
    const text = await openDesk().command('help');
    for (const name of Object.keys(catalogue)) expect(text).toContain(`\`/${name}\``);
  });

  it('explains one command, with or without its slash', async () => {
    const desk = openDesk();
    expect(await desk.command('help', { command: 'ship' })).toMatchInlineSnapshot(`
      "/ship • operators
      Completes the run when every task is done. If some are not, lists them with the reason and asks before it ends the run without them.

      \`run_id\` (required): The run to finish"
    `);
    expect(await desk.command('help', { command: '/Ship' })).toContain('/ship');
  });

  it('refuses a command that does not exist', async () => {
    expect(await openDesk().command('help', { command: 'toString' })).toContain('reason_code: unknown_command');
  });
});
