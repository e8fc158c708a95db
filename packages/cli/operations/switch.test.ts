/** `valine switch`, against records in memory. */
import { SWITCHES_ID } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testTerminal } from '../test-terminal.ts';

describe('valine switch', () => {
  it('lists them', async () => {
    const { run } = testTerminal();
    await run('switch pause --on --reason storm');
    expect((await run('switch')).stdout).toMatchInlineSnapshot(`
      "Switches (stage dev on the local stack): each only takes away what the configuration allows.
      SWITCH               IS             SINCE     BY     WHY
      pause                on             just now  grace  storm
      USE_LLM_PARSING      as configured  –         –      –
      DISABLE_UX_UPDATES   as configured  –         –      –
      ALLOW_SECRET_WRITES  as configured  –         –      –"
    `);
  });

  it.each([
    ['pause --on', ['pause']],
    ['USE_LLM_PARSING --off', ['USE_LLM_PARSING']],
    ['DISABLE_UX_UPDATES --on', ['DISABLE_UX_UPDATES']],
    ['ALLOW_SECRET_WRITES --off', ['ALLOW_SECRET_WRITES']],
    ['pause --off', []],
    ['USE_LLM_PARSING --on', []],
    ['DISABLE_UX_UPDATES --off', []],
    ['ALLOW_SECRET_WRITES --on', []],
  ])('%s takes away %j, and allows nothing', async (given, restricted) => {
    const { run, store } = testTerminal();
    expect((await run(`switch ${given} --reason test`)).code).toBe(0);
    expect(Object.keys((await store.find('switches', SWITCHES_ID))?.restrictions ?? {})).toEqual(restricted);
  });

  it('says what follows', async () => {
    const { run } = testTerminal();
    const said = [
      await run('switch pause --on --reason storm'),
      await run('switch pause --on --reason again'),
      await run('switch pause --off --reason over'),
      await run('switch USE_LLM_PARSING --off --reason costs'),
      await run('switch USE_LLM_PARSING --on --reason over'),
    ];
    expect(said.map(({ stdout }) => stdout).join('\n')).toMatchInlineSnapshot(`
      "Everything is paused: holds within a minute. What is under way waits, or is followed to its end.
      Everything is paused: was so already. What is under way waits, or is followed to its end.
      Nothing is paused: holds within a minute. What waited goes on within a quarter of an hour.
      USE_LLM_PARSING is off, whatever is configured: holds within a minute.
      USE_LLM_PARSING is as it is configured: holds within a minute."
    `);
  });

  it('stands in the audit, with who was at the terminal', async () => {
    const { run } = testTerminal();
    await run('switch pause --on --reason storm');
    await run('switch pause --on --reason again');
    expect((await run('audit')).stdout).toMatchInlineSnapshot(`
      "ENTRY  WHEN (UTC)           WHO    WHAT                                           OUTCOME                    WHERE  ABOUT
      4      2026-03-02 11:00:00  grace  valine switch switch:pause to:on reason:again  refused: switched_already  –      –
      3      2026-03-02 11:00:00  grace  valine switch switch:pause to:on reason:again  begun                      –      –
      2      2026-03-02 11:00:00  grace  valine switch switch:pause to:on reason:storm  done                       –      –
      1      2026-03-02 11:00:00  grace  valine switch switch:pause to:on reason:storm  begun                      –      –"
    `);
    expect((await run('audit --verify')).code).toBe(0);
  });

  it('says so where the audit takes no entry: it is switched all the same', async () => {
    const { run, store } = testTerminal();
    const { create } = store;
    store.create = async (record) => {
      if (record.kind === 'audit') throw new Error('no room');
      return create(record);
    };
    expect(await run('switch pause --on --reason storm')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the audit does not say what came of it'),
    });
    expect((await store.find('switches', SWITCHES_ID))?.restrictions).toHaveProperty('pause');
  });

  it.each([
    ['switch nonsense --on --reason x', 'There are pause'],
    ['switch pause', '--on or --off'],
    ['switch pause --on --off --reason x', '--on or --off'],
    ['switch pause --on', '--reason'],
  ])('refuses %s as written wrongly', async (given, says) => {
    expect(await testTerminal().run(given)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });
});
