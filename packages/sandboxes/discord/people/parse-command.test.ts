import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command.ts';

describe('a typed slash command', () => {
  it.each([
    ['/plan', []],
    [
      '/plan label:ready limit:3',
      [
        ['label', 'ready'],
        ['limit', '3'],
      ],
    ],
    [
      '/ux text:"two words" x:y',
      [
        ['text', 'two words'],
        ['x', 'y'],
      ],
    ],
    ['/ux command:"section:header text:\\"Hi there\\""', [['command', 'section:header text:"Hi there"']]],
    ['/verify run_url:https://x/y?a=b:c', [['run_url', 'https://x/y?a=b:c']]],
    ['/plan label:', [['label', '']]],
  ])('%s', (line, options) => {
    expect(parseCommand(line).options.map(({ name, value }) => [name, value])).toEqual(options);
  });

  it.each([
    ['plan', '"plan" is not a command.'],
    ['/', '"/" is not a command.'],
    ['/plan ready', '"ready" is not understood.'],
    ['/plan label:"open', '"label:"open" is not understood.'],
  ])('%s is refused', (line, reason) => {
    expect(() => parseCommand(line)).toThrow(reason);
  });
});
