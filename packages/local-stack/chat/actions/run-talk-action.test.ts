import { expect, it } from 'vitest';
import { testLocalSystem } from '../system/test-local-system.ts';
import { parseLine } from './parse-line.ts';
import { runAction } from './run-action.ts';

it('people enter the code of a /link on GitHub’s page', async () => {
  const system = await testLocalSystem();
  const type = async (line: string) => (await runAction(system, { name: undefined }, parseLine(line))).text;
  expect(await type('!github octo-ann enter')).toBe('It is written !github octo-ann enter|deny WDJB-MJHT');
  await expect(type('!github octo-ann enter AAAA-BBBB')).rejects.toThrow('Not Found');
});

it('nobody closes the direct messages of somebody whom there is not', async () => {
  const system = await testLocalSystem();
  const type = (line: string) => runAction(system, { name: undefined }, parseLine(line));
  expect(await type('!directs nobody off')).toEqual({ text: 'There is nobody called nobody.', failed: true });
  expect(await type('!directs mara off')).toEqual({ text: 'mara takes no direct messages from this server.' });
});

it('people talk on GitHub, and read what was said', async () => {
  const system = await testLocalSystem();
  const type = async (line: string) => (await runAction(system, { name: undefined }, parseLine(line))).text;
  expect(await type('!comments 8')).toBe('Nothing was said on #8.');
  expect(await type('!say 8 /valine status')).toBe('It is said on #8. !comments 8 shows what is answered.');
  await type('!say 8 /valine skip as:eve');
  system.github.comment(8, 'Fell away.\n\n<!-- valine:abc -->', 'valine-bot');
  expect(await type('!comments 8')).toBe('mara-k: /valine status\neve: /valine skip\nvaline-bot: Fell away.');
  await expect(type('!say 999 Hello')).rejects.toThrow('There is no issue #999');
});
