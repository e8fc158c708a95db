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

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((each) =>
    each.isFile() ? [join(each.parentPath, each.name)] : [],
  );
}

it('links, plans, approves, merges and deploys; somebody who is linked already is not linked again; no secret is left on disk', async () => {
  const dataDir = testDir();
  const environment = readEnvironment({ VALINE_DATA_DIR: dataDir, ...SECRETS });
  const { discord, ...system } = await openLocalSystem(
    environment,
    0,
    createTerminalLog('error', () => undefined),
  );
  onTestFinished(system.close);
  if (discord === undefined) throw new Error('there is no sandbox of Discord');
  const take = async (lines = TOUR) => {
    const printed: string[] = [];
    const good = await runExec({ ...system, discord }, lines, (text) => printed.push(text));
    return { good, printed: printed.join('\n') };
  };

  const first = await take();
  expect(first).toMatchObject({ good: true, printed: expect.stringContaining('✅ Linked') });
  expect(first.printed).toContain('shipped • 1/1 merged');
  expect(first.printed).toContain('✅ Client Deploy verified');

  const again = await take(
    TOUR.slice(
      0,
      TOUR.findIndex(({ says }) => says?.includes('colleague')),
    ),
  );
  expect(again).toMatchObject({ good: true, printed: expect.stringContaining('reason_code: person_linked') });
  expect(again.printed).not.toContain('in a comment');

  // The sandboxes know theirs, as GitHub and Discord do.
  const written = filesIn(dataDir).filter((file) => !file.endsWith('-sandbox.json'));
  expect(written.length).toBeGreaterThan(10);
  const texts = [
    JSON.stringify(await system.stack.state()),
    first.printed,
    ...written.map((file) => readFileSync(file, 'latin1')),
  ];
  for (const secret of Object.values(SECRETS))
    for (const spelling of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -4),
      Buffer.from(secret).toString('hex'),
    ])
      expect(texts.filter((text) => text.includes(spelling))).toEqual([]);
}, 240_000);
