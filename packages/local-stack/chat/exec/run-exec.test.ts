import { describe, expect, it } from 'vitest';
import { type TestSystem, testLocalSystem } from '../system/test-local-system.ts';
import { runExec } from './run-exec.ts';

async function exec(system: TestSystem, ...lines: string[]) {
  const printed: string[] = [];
  const good = await runExec(
    system,
    lines.map((line) => ({ line: () => line })),
    (text) => printed.push(text),
  );
  return { good, printed };
}

function answering(system: TestSystem, content: string): void {
  system.work.do = () => system.chat.call('PATCH', system.chat.original(), { content }, '');
}

describe('--exec', () => {
  it('prints each command and the message it led to, in its final form', async () => {
    const system = await testLocalSystem();
    answering(system, 'Two issues');
    expect(await exec(system, '/plan label:ready', '/plan')).toEqual({
      good: true,
      printed: ['> /plan label:ready', 'Two issues', '\n> /plan', 'Two issues'],
    });
  });

  it('prints what was said in a thread under the message it belongs to', async () => {
    const system = await testLocalSystem();
    system.work.do = async () => {
      const { json } = await system.chat.call('PATCH', system.chat.original(), { content: 'Plan' }, '');
      const thread = `/channels/${json.channel_id}/messages/${json.id}/threads`;
      await system.chat.call('POST', thread, { name: 'Progress' });
      await system.chat.call('POST', `/channels/${json.id}/messages`, { content: 'Started' });
    };
    const { printed } = await exec(system, '/plan');
    expect(printed).toEqual(['> /plan', 'Plan\n  ⤷ Thread: Progress\n    Started']);
  });

  it('fails when the answer carries a reason code, and goes on', async () => {
    const system = await testLocalSystem();
    answering(system, 'No.\n-# reason_code: run_not_found');
    expect(await exec(system, '/plan', '!close 3')).toMatchObject({
      good: false,
      printed: ['> /plan', 'No.\nreason_code: run_not_found', '\n> !close 3', '#3 is closed.', expect.anything()],
    });
  });

  it.each([
    ['an answer at once', () => Response.json({ type: 4, data: { content: 'Not you.', flags: 64 } }), 'Not you.'],
    ['an error', () => new Response('', { status: 500 }), 'The application did not respond: the endpoint answered 500'],
    ['an answer that never comes', () => Response.json({ type: 5 }), 'The answer never came.'],
  ])('fails for %s', async (_what, answer, text) => {
    const system = await testLocalSystem();
    system.chat.app.answer = answer;
    const { good, printed } = await exec(system, '/plan');
    expect(good).toBe(false);
    expect(printed.join('\n')).toContain(text);
  });

  it.each([
    ['/unknown', 'There is no command /unknown.'],
    ['!press Approve', 'There is no message yet.'],
    ['!close 999', 'There is no issue #999. !issues lists'],
    ['plan', 'Commands start with /'],
  ])('fails for %s, which cannot be done', async (line, text) => {
    const { good, printed } = await exec(await testLocalSystem(), line);
    expect(good).toBe(false);
    expect(printed[1]).toContain(text);
  });

  it('fails when the stack does not come to rest', async () => {
    const system = await testLocalSystem();
    system.work.do = () => Promise.reject(new Error('After 60 s the stack is still busy'));
    const { good, printed } = await exec(system, '/plan');
    expect(good).toBe(false);
    expect(printed).toContain('After 60 s the stack is still busy');
  });
});
