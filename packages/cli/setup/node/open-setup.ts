/** Opens a set-up on this machine: the terminal, or the page. */
import { randomBytes } from 'node:crypto';
import type { SetupTools } from '../setup.ts';
import { connectSetup } from './connect-setup.ts';
import { openLocalPage } from './local-page.ts';
import { createTerminalTalk } from './terminal-talk.ts';

const KEY_BYTES = 16;

export const openSetup: SetupTools['open'] = async (asked, how) => {
  const openPage = (goOn: 'page' | 'terminal') => openLocalPage(randomBytes(KEY_BYTES).toString('hex'), goOn);
  if (how === 'page') {
    const page = await openPage('page');
    process.stderr.write(`Open ${page.url} in your browser.\n`);
    return { ...(await connectSetup(asked, { isInteractive: true, ...page })), close: page.close };
  }
  const streams = { input: process.stdin, output: process.stderr };
  const isInteractive = how === 'terminal' && process.stdin.isTTY === true;
  const talk = { ...createTerminalTalk(streams, () => openPage('terminal')), isInteractive };
  return { ...(await connectSetup(asked, talk)), close: async () => undefined };
};
