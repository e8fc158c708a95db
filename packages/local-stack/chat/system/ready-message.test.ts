import { describe, expect, it } from 'vitest';
import { promptMessage, readyMessage } from './ready-message.ts';
import { testLocalSystem } from './test-local-system.ts';

it('what is there is said with its addresses, and where the logs lie', async () => {
  const system = await testLocalSystem();
  expect(
    readyMessage({ ...system, site: undefined, model: undefined, github: undefined, discord: undefined }, 'dev'),
  ).toMatchInlineSnapshot(`
      "ready    (stage dev)
        Discord interactions  /discord
        GitHub webhook        /github/webhook
        health, state         /health  /local/state
        AWS endpoint            (region , access key id local-admin)
        logs                  /data/logs/<function>.log"
    `);
});

describe('what a person is invited to at the prompt', () => {
  it('are slash commands, in the sandbox', async () => {
    expect(promptMessage(await testLocalSystem())).toBe('Type a slash command (Tab completes), or !help.');
  });

  it('is only what works without it, beside a Discord of their own', async () => {
    const { github } = await testLocalSystem();
    const elsewhere = 'Slash commands are typed in your own Discord (DISCORD_API_URL). What works here: ';
    expect(promptMessage({ discord: undefined, github })).toBe(
      `${elsewhere}!issues, !open, !close, !label, !next-run, !state, !help, !quit.`,
    );
    expect(promptMessage({ discord: undefined, github: undefined })).toBe(`${elsewhere}!state, !help, !quit.`);
  });
});
