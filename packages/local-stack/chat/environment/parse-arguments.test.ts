import { settings } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { parseArguments, usageMessage } from './parse-arguments.ts';

describe('the command line', () => {
  it.each([
    [[], { run: 'stack', prompt: true, tour: false, exec: [] }],
    [['--no-prompt'], { run: 'stack', prompt: false, tour: false, exec: [] }],
    [['--exec', '/plan', '--exec=/status'], { run: 'stack', prompt: false, tour: false, exec: ['/plan', '/status'] }],
    [['--tour'], { run: 'stack', prompt: false, tour: true, exec: [] }],
    [['--settings', 'x'], { run: 'stack', prompt: true, tour: false, exec: [], settings: 'x' }],
    [['--help'], { run: 'help' }],
    [['--no-prompt', '-h'], { run: 'help' }],
  ])('%j', (argv, wanted) => {
    expect(parseArguments(argv)).toEqual(wanted);
  });

  it.each([
    [['--exex'], 'Unknown argument --exex. npm start -- --help lists what there is.'],
    [['/plan'], 'Unknown argument /plan. Did you mean --exec "/plan"? npm start -- --help lists what there is.'],
    [
      ['--settings'],
      '--settings needs the folder that valine setup has written: npm start -- --settings .valine/setup/local',
    ],
    [['--exec'], '--exec needs a command: npm start -- --exec "/plan label:ready"'],
    [['--exec', ''], '--exec needs a command: npm start -- --exec "/plan label:ready"'],
    [['--exec= '], '--exec needs a command: npm start -- --exec "/plan label:ready"'],
    [['--exec', '--no-prompt'], '--exec needs a command: npm start -- --exec "/plan label:ready"'],
  ])('%j is a mistake', (argv, message) => {
    expect(parseArguments(argv)).toEqual({ run: 'mistake', message });
  });
});

it('the help names every setting, on one screen', () => {
  const lines = usageMessage().split('\n');
  for (const name of Object.keys(settings)) expect(usageMessage()).toContain(name);
  expect(lines.length).toBeLessThan(50);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(118);
});
