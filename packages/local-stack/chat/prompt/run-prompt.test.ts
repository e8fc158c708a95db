import { PassThrough } from 'node:stream';
import { testDir } from '@valine/sandboxes/test-support';
import { describe, expect, it } from 'vitest';
import { type TestSystem, testLocalSystem } from '../system/test-local-system.ts';
import { runPrompt } from './run-prompt.ts';

const LOOK = { links: 'plain', colour: false } as const;

/** Types the lines, leaves, and reads what stood on the screen. */
async function type(system: TestSystem, dataDir: string, ...lines: string[]): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  const ended = runPrompt(system, dataDir, { input, output, look: LOOK });
  input.end(lines.map((line) => `${line}\n`).join(''));
  await ended;
  return String(output.read() ?? '');
}

describe('the prompt', () => {
  it('takes commands and actions, one after the other, and shows what comes of them', async () => {
    const system = await testLocalSystem();
    system.chat.app.answer = () => Response.json({ type: 4, data: { content: 'Hello' } });
    const screen = await type(
      system,
      testDir(),
      '/plan',
      '!as ada',
      '!close 3',
      '!commit Fix',
      '!nonsense',
      '!press X',
    );
    for (const text of [
      'Hello',
      'You are ada now, an operator',
      '#3 is closed.',
      'main is at ',
      'There is no !nonsense.',
      'no message has buttons',
    ])
      expect(screen).toContain(text);
  });

  it('says so when the application does not respond', async () => {
    const system = await testLocalSystem();
    system.chat.app.answer = () => new Response('', { status: 503 });
    expect(await type(system, testDir(), '/plan')).toContain(
      'The application did not respond: the endpoint answered 503',
    );
  });

  it('ends at !quit and does nothing that follows', async () => {
    const system = await testLocalSystem();
    await type(system, testDir(), '!quit', '!close 3');
    expect(system.github.issues().find(({ number }) => number === 3)?.state).toBe('open');
  });

  it.each([
    ['on a half-typed line gives the line up', '!close 3\u0003!close 5\n!quit\n', ['open', 'closed']],
    ['wherever the cursor stands', '!close 3\u0001\u0003!close 5\n!quit\n', ['open', 'closed']],
    ['on an empty line stops', '\u0003!close 5\n', ['open', 'open']],
    ['a second time stops', '!close 3\u0003\u0003!close 5\n', ['open', 'open']],
  ])('Ctrl-C %s', async (_what, keys, states) => {
    const system = await testLocalSystem();
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const ended = runPrompt(system, testDir(), { input, output, look: LOOK });
    input.write(keys);
    await ended;
    const stateOf = (issue: number) => system.github.issues().find(({ number }) => number === issue)?.state;
    expect([stateOf(3), stateOf(5)]).toEqual(states);
  });

  it('breaks what it shows between words, and writes addresses out where no links are drawn', async () => {
    const system = await testLocalSystem();
    const content = `[run](http://x/1) ${'word '.repeat(30).trim()}`;
    system.chat.app.answer = () => Response.json({ type: 4, data: { content } });
    const output = Object.assign(new PassThrough(), { columns: 40 });
    const input = new PassThrough();
    const ended = runPrompt(system, testDir(), { input, output, look: LOOK });
    input.end('/plan\n');
    await ended;
    const lines = String(output.read()).split('\n');
    expect(lines).toContain('run (http://x/1) word word word word');
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });
});
