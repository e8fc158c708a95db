import { describe, expect, it } from 'vitest';
import { testTerminal } from '../test-terminal.ts';
import { exitCodeOf, type Judged, reportText } from './report.ts';

const good: Judged = { id: 'stage.table', about: 'the table', verdict: { is: 'good' } };
const skipped: Judged = {
  id: 'stage.alarms',
  about: 'the alarms',
  verdict: { is: 'skipped', why: 'this is a laptop' },
};
const unknown: Judged = {
  id: 'github.identity',
  about: 'who we are',
  verdict: { is: 'unknown', problems: [{ says: 'GitHub did not answer.', mend: 'Try again.' }] },
};
const bad: Judged = {
  id: 'discord.commands',
  about: 'the slash commands',
  verdict: {
    is: 'bad',
    problems: [{ says: 'None is registered.', mend: 'valine register-commands', fix: { do: 'register commands' } }],
  },
};

describe('what valine doctor prints', () => {
  it('is one line when all is well', () => {
    expect(reportText([good, good, skipped], 'stage dev', { isWhole: false })).toMatchInlineSnapshot(
      `"All is well with stage dev: 2 checks, 1 not needed here."`,
    );
  });

  it('is what is wrong, with what mends it, and a summary', () => {
    expect(reportText([good, bad, unknown, skipped], 'stage dev', { isWhole: false })).toMatchInlineSnapshot(`
      "✗ discord.commands: the slash commands
          None is registered.
            → valine register-commands (or: --fix)
      ? github.identity: who we are
          GitHub did not answer.
            → Try again.

      stage dev: 1 found something wrong, 1 could not be made, 1 well. valine doctor --fix mends 1 of it."
    `);
  });

  it('tells once what keeps several checks from being made', () => {
    const other = { ...unknown, id: 'github.permissions' };
    expect(reportText([unknown, other], 'stage dev', { isWhole: false })).toMatchInlineSnapshot(`
      "? github.identity: who we are
          GitHub did not answer.
            → Try again.
      ? for the same reason: github.permissions

      stage dev: 2 could not be made, 0 well."
    `);
  });

  it('is everything with --all', () => {
    expect(reportText([good, skipped], 'stage dev', { isWhole: true })).toMatchInlineSnapshot(`
      "✓ stage.table: the table
      – stage.alarms: not looked at, as this is a laptop

      All is well with stage dev: 1 checks, 1 not needed here."
    `);
  });
});

describe('the exit code', () => {
  it.each([
    [0, [good, skipped]],
    [1, [good, bad]],
    [1, [bad, unknown]],
    [2, [good, unknown]],
  ])('is %i', (code, judged) => {
    expect(exitCodeOf(judged)).toBe(code);
  });
});

describe('valine doctor', () => {
  it('knows its checks by name', async () => {
    const { code, stderr } = await testTerminal().run('doctor --only github.nonsense');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^There is no check github.nonsense. There are: .*github.webhook,/),
    ]);
  });

  it('has failed when it cannot look at all', async () => {
    const { code, stderr } = await testTerminal().run('doctor');
    expect([code, stderr]).toEqual([1, 'no test looks here']);
  });
});
