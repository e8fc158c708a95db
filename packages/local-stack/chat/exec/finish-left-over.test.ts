import { describe, expect, it } from 'vitest';
import { type TestSystem, testLocalSystem } from '../system/test-local-system.ts';
import { watchMessages } from '../system/watch-messages.ts';
import { finishLeftOver } from './finish-left-over.ts';

const HEADING = 'Left over from an earlier run, finished first:';

async function finish(system: TestSystem): Promise<string[]> {
  const printed: string[] = [];
  await finishLeftOver(system, watchMessages(system.discord), (text) => printed.push(text));
  return printed;
}

/** A command whose answer is still to come. */
async function interrupted(): Promise<TestSystem> {
  const system = await testLocalSystem();
  await system.discord.command('/plan');
  return system;
}

describe('what an earlier run left over', () => {
  it('is not spoken of when there is nothing', async () => {
    expect(await finish(await testLocalSystem())).toEqual([]);
  });

  it('is shown apart, once it is finished', async () => {
    const system = await interrupted();
    let lookups = 0;
    system.work.do = async () => {
      lookups += 1;
      if (lookups === 1) throw new Error('After 0 s the stack is still busy');
      await system.chat.call('PATCH', system.chat.original(), { content: 'Two issues' }, '');
    };
    expect(await finish(system)).toEqual([HEADING, 'Two issues', '']);
  });

  it('is said to be finished also where no message tells of it', async () => {
    const system = await testLocalSystem();
    let lookups = 0;
    system.work.do = async () => {
      lookups += 1;
      if (lookups === 1) throw new Error('After 2 s the stack is still busy');
    };
    expect(await finish(system)).toEqual([HEADING, 'It is finished; no message has changed.', '']);
  });

  it('is shown also when the start had time to finish it', async () => {
    const system = await interrupted();
    system.work.do = () => system.chat.call('PATCH', system.chat.original(), { content: 'Two issues' }, '');
    expect(await finish(system)).toEqual([HEADING, 'Two issues', '']);
  });

  it('holds nothing up for ever', async () => {
    const system = await interrupted();
    system.work.do = () => Promise.reject(new Error('After 90 s the stack is still busy'));
    const problem = 'It is not finished, and goes on beside what follows. After 90 s the stack is still busy';
    expect(await finish(system)).toEqual([HEADING, problem, '']);
  });
});
