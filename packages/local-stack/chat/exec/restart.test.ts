import { testDir } from '@valine/sandboxes/test-support';
import { expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { openLocalSystem } from '../system/open-local-system.ts';
import { createTerminalLog } from '../system/terminal-log.ts';
import { finishLeftOver } from './finish-left-over.ts';

async function open(dataDir: string) {
  const { discord, github, sinceStart, ...rest } = await openLocalSystem(
    readEnvironment({ VALINE_DATA_DIR: dataDir }),
    0,
    createTerminalLog('error', () => undefined),
  );
  onTestFinished(rest.close);
  if (!discord || !github || !sinceStart) throw new Error('a sandbox is missing');
  return { discord, github, sinceStart, ...rest };
}

it('goes on with what a stopped system left over, on a GitHub that is up again, and shows it apart', async () => {
  const dataDir = testDir();
  const first = await open(dataDir);
  first.github.down();
  await first.discord.command('/plan');
  const said = () => first.discord.lastMessage()?.message.content;
  await expect.poll(said, { timeout: 30_000 }).toContain('GitHub does not answer');
  await first.close();
  const second = await open(dataDir);
  const printed: string[] = [];
  await finishLeftOver(second, second.sinceStart, (text) => printed.push(text));
  expect(printed).toEqual([expect.stringContaining('Left over'), expect.stringContaining('Plan plan-'), '']);
}, 90_000);
