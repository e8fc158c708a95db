/** The way of a newcomer: linked, planned and deployed, by one command. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { openLocalSystem } from '../system/open-local-system.ts';
import { createTerminalLog } from '../system/terminal-log.ts';
import { runExec } from './run-exec.ts';
import { TOUR } from './tour.ts';

const SECRETS = {
  ADMISSION_KEY: 'canary-admission-0123456789abcdefghijkl',
  DISCORD_BOT_TOKEN: 'canary-discord-0123456789abcdef',
  GITHUB_TOKEN: 'canary-github-0123456789abcdef',
  GITHUB_WEBHOOK_SECRET: 'canary-webhook-0123456789abcdef',
  OPENAI_API_KEY: 'canary-model-0123456789abcdef',
};

async function open(dataDir: string) {
  const environment = readEnvironment({ VALINE_DATA_DIR: dataDir, ...SECRETS });
  const log = createTerminalLog('error', () => undefined);
  const { discord, ...system } = await openLocalSystem(environment, 0, log);
  onTestFinished(system.close);
  if (discord === undefined) throw new Error('there is no sandbox of Discord');
  return {
    stack: system.stack,
    async take(lines = TOUR) {
      const printed: string[] = [];
      const good = await runExec({ ...system, discord }, lines, (text) => printed.push(text));
      return { good, printed: printed.join('\n') };
    },
  };
}

/** The sandboxes know theirs, as GitHub and Discord do. */
function writtenIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('-sandbox.json'));
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
}

const spellingsOf = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').slice(0, -4),
  Buffer.from(secret).toString('hex'),
];

it('links, plans, approves, merges and deploys; begun again it links nobody twice; it leaves no secret behind', async () => {
  const dataDir = testDir();
  const { take, stack } = await open(dataDir);
  const first = await take();
  expect(first).toMatchObject({ good: true, printed: expect.stringContaining('✅ Linked') });
  expect(first.printed).toContain('shipped • 1/1 merged');
  expect(first.printed).toContain('✅ Client Deploy verified');

  const approval = TOUR.findIndex(({ says }) => says?.includes('colleague'));
  const again = await take(TOUR.slice(0, approval));
  expect(again).toMatchObject({ good: true, printed: expect.stringContaining('reason_code: person_linked') });
  expect(again.printed).not.toContain('in a comment');

  const written = writtenIn(dataDir);
  expect(written.length).toBeGreaterThan(10);
  const seen = [...written, JSON.stringify(await stack.state()), first.printed];
  for (const spelling of Object.values(SECRETS).flatMap(spellingsOf))
    expect(seen.filter((text) => text.includes(spelling))).toEqual([]);
}, 240_000);
