import { describe, expect, it } from 'vitest';
import { parseSource } from '../source/parse-source.ts';
import { checkImpureExpressions } from './impure-expressions.ts';

function check(text: string, path = 'services/dispatcher/handle.ts'): string[] {
  return checkImpureExpressions(parseSource(path, text)).map(({ line, says }) => `${line} ${says.split(': ')[0]}`);
}

describe('what is not pure', () => {
  it.each([
    ['Date.now()', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['Date()', 'Date()'],
    ['Math.random()', 'Math.random'],
    ['performance.now()', 'performance.now'],
    ['process.env.STAGE', 'process.env'],
    ['crypto.randomUUID()', 'crypto.randomUUID'],
    ['fetch("https://example.com")', 'fetch'],
    ['globalThis.fetch("https://example.com")', 'globalThis.fetch'],
    ['setTimeout(done, 5)', 'setTimeout'],
    ['setInterval(done, 5)', 'setInterval'],
    ['start({ fetch })', 'fetch'],
  ])('refuses %s', (expression, what) => {
    expect(check(`\nconst x = ${expression};`)).toEqual([`2 uses ${what}`]);
  });

  it.each([
    ["import { randomUUID } from 'node:crypto';", '1 uses randomUUID'],
    ["import { readFileSync } from 'node:fs';", '1 uses node:fs'],
    ["import { setTimeout } from 'node:timers/promises';", '1 uses node:timers/promises'],
  ])('refuses %s', (text, expected) => {
    expect(check(text)).toEqual([expected]);
  });

  it('accepts ports and facts', () => {
    const text = `import { createHash } from 'node:crypto';
      export function handle({ clock, fetch }: { clock: Clock; fetch: typeof globalThis.fetch }) {
        http.fetch(new Date(clock.now()), { setTimeout: 5 });
        return fetch('/');
      }`;
    expect(check(text)).toEqual([]);
  });

  it.each([
    'services/ingress/lambda.ts',
    'services/ingress/aws/queues.ts',
    'packages/cli/main.ts',
    'services/a/b.test.ts',
  ])('lets %s meet the world', (path) => {
    expect(check('const now = Date.now();', path)).toEqual([]);
  });
});
