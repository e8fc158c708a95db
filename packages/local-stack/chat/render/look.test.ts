import { expect, it } from 'vitest';
import { lookOf } from './look.ts';

it.each([
  [{ TERM: 'xterm-256color', VTE_VERSION: '7402' }, 'hyperlink', true],
  [{ TERM: 'xterm-kitty' }, 'hyperlink', true],
  [{ TERM_PROGRAM: 'vscode', NO_COLOR: '1' }, 'hyperlink', false],
  [{ TERM: 'xterm-256color' }, 'plain', true],
  [{ TERM_PROGRAM: 'Apple_Terminal' }, 'plain', true],
  [{ TERM: 'dumb', FORCE_HYPERLINK: '1' }, 'plain', false],
  [{ FORCE_HYPERLINK: '1' }, 'hyperlink', true],
  [{ TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }, 'plain', true],
])('%j has links as %s, and colour: %s', (env, links, colour) => {
  expect(lookOf(env)).toEqual({ links, colour });
});
