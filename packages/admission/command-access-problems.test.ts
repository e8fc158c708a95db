import { expect, it } from 'vitest';
import { commandAccessProblems } from './command-access-problems.ts';

it('names each command that there is not, and the one that may have been meant', () => {
  const COMMAND_ACCESS = JSON.stringify({ 'deploy-cleint': {}, plan: { roles: ['1'] }, whatever: {}, '/plan': {} });
  expect(commandAccessProblems({ COMMAND_ACCESS })).toMatchInlineSnapshot(`
    [
      "COMMAND_ACCESS names "deploy-cleint", which is no command: did you mean deploy-client?",
      "COMMAND_ACCESS names "whatever", which is no command: \`/help\` lists the commands there are",
      "COMMAND_ACCESS names "/plan", which is no command: did you mean plan?",
    ]
  `);
});

it.each([undefined, '', '{}', '{"plan":{"channels":["1"]}}', 'no JSON'])(
  'has nothing to say of %s',
  (COMMAND_ACCESS) => {
    expect(commandAccessProblems({ COMMAND_ACCESS })).toEqual([]);
  },
);
