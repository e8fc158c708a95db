/** The way of a newcomer: linked, planned and deployed, by one command. */
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it, onTestFinished } from 'vitest';
import { readEnvironment } from '../environment/read-environment.ts';
import { openLocalSystem } from '../system/open-local-system.ts';
import { createTerminalLog } from '../system/terminal-log.ts';
import { runExec } from './run-exec.ts';
import { TOUR } from './tour.ts';

it('links, plans, approves, merges and deploys; somebody who is linked already is not linked again', async () => {
  const environment = readEnvironment({ VALINE_DATA_DIR: testDir() });
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
}, 240_000);
