/** Options of an interaction: typed values, or every problem at once. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { defineCommand } from './define-command.ts';
import { type GivenOption, isOptionsOf, type OptionProblem, parseOptions } from './parse-options.ts';

const command = defineCommand({
  name: 'example',
  description: 'An example',
  details: 'For this test.',
  access: 'everyone',
  private: false,
  options: {
    run_id: { kind: 'text', description: 'Run', required: true, maxLength: 5 },
    label: { kind: 'text', description: 'Label', required: false, maxLength: 5 },
    count: { kind: 'integer', description: 'Count', required: false, min: 1, max: 3 },
    wait: { kind: 'boolean', description: 'Wait', required: false },
  },
});
const run: GivenOption = { name: 'run_id', value: 'abc' };

describe('options that fit', () => {
  it.each<[string, GivenOption[], object]>([
    ['required ones alone', [run], { run_id: 'abc' }],
    [
      'all of them',
      [run, { name: 'count', value: 3 }, { name: 'wait', value: false }],
      { run_id: 'abc', count: 3, wait: false },
    ],
    ['with blanks around', [{ name: 'run_id', value: '  abc ' }], { run_id: 'abc' }],
    ['as long as allowed, in characters', [{ name: 'run_id', value: '🐎🐎🐎🐎🐎' }], { run_id: '🐎🐎🐎🐎🐎' }],
  ])('%s', (_, given, values) => {
    expect(parseOptions(command, given)).toEqual({ ok: true, values });
  });

  it('have the types of the definition', () => {
    const parsed = parseOptions(command, [run]);
    if (!parsed.ok) throw new Error('these options fit');
    expectTypeOf(parsed.values.run_id).toBeString();
  });
});

describe('options that do not fit', () => {
  it.each<[string, GivenOption[], OptionProblem[]]>([
    ['nothing given', [], [{ problem: 'missing', option: 'run_id' }]],
    ['nothing but blanks', [{ name: 'run_id', value: '  ' }], [{ problem: 'blank', option: 'run_id' }]],
    ['an optional text that is blank', [run, { name: 'label', value: ' \t' }], [{ problem: 'blank', option: 'label' }]],
    ['an empty text', [run, { name: 'label', value: '' }], [{ problem: 'blank', option: 'label' }]],
    ['a text nobody can see', [run, { name: 'label', value: '\u200b\u3000' }], [{ problem: 'blank', option: 'label' }]],
    ['too long', [{ name: 'run_id', value: 'abcdef' }], [{ problem: 'too-long', option: 'run_id', maxLength: 5 }]],
    [
      'a number for a text',
      [{ name: 'run_id', value: 5 }],
      [{ problem: 'wrong-kind', option: 'run_id', expected: 'text' }],
    ],
    [
      'a text for a number',
      [run, { name: 'count', value: '2' }],
      [{ problem: 'wrong-kind', option: 'count', expected: 'integer' }],
    ],
    [
      'a fraction',
      [run, { name: 'count', value: 1.5 }],
      [{ problem: 'wrong-kind', option: 'count', expected: 'integer' }],
    ],
    ['too small', [run, { name: 'count', value: 0 }], [{ problem: 'out-of-range', option: 'count', min: 1, max: 3 }]],
    ['too large', [run, { name: 'count', value: 4 }], [{ problem: 'out-of-range', option: 'count', min: 1, max: 3 }]],
    [
      'a text for a flag',
      [run, { name: 'wait', value: 'true' }],
      [{ problem: 'wrong-kind', option: 'wait', expected: 'boolean' }],
    ],
    ['unknown', [run, { name: 'force', value: true }], [{ problem: 'unknown', option: 'force' }]],
    [
      'named like what every object has',
      [run, { name: 'constructor', value: 'x' }],
      [{ problem: 'unknown', option: 'constructor' }],
    ],
    ['named like a prototype', [run, { name: '__proto__', value: 'x' }], [{ problem: 'unknown', option: '__proto__' }]],
    ['a subcommand', [run, { name: 'list' }], [{ problem: 'unknown', option: 'list' }]],
    ['given twice', [run, run], [{ problem: 'given-twice', option: 'run_id' }]],
  ])('%s', (_, given, problems) => {
    expect(parseOptions(command, given)).toEqual({ ok: false, problems });
  });

  it('tells every problem at once', () => {
    const parsed = parseOptions(command, [
      { name: 'count', value: 9 },
      { name: 'force', value: 1 },
    ]);
    expect(parsed.ok ? [] : parsed.problems.map(({ option }) => option)).toEqual(['force', 'run_id', 'count']);
  });
});

describe('values out of a queue', () => {
  it('are told apart by the same definition', () => {
    expect(isOptionsOf(command, { run_id: 'abc', count: 2 })).toBe(true);
    expect(isOptionsOf(command, { count: 2 })).toBe(false);
    expect(isOptionsOf(command, { run_id: 'abc', label: ' ' })).toBe(false);
  });
});
