import { describe, expect, it } from 'vitest';
import { hasRepeatedKeys } from './has-repeated-keys.ts';

const repeats = (text: string) => hasRepeatedKeys(text, JSON.parse(text));

describe('a key that is given twice', () => {
  it.each([
    '{"ok":false,"ok":true}',
    '{"a":{"ok":false , "ok" : true}}',
    '[{"a":1},{"b":{"x":1,"x":1}}]',
    '{"ok":1,"\\u006fk":2}',
    '{"__proto__":1,"__proto__":2}',
  ])('is found in %s', (text) => {
    expect(repeats(text)).toBe(true);
  });

  it.each([
    '{}',
    'null',
    '"a:b"',
    '[null,"x",0]',
    '{"a":{"ok":1},"b":{"ok":1},"c":[{"ok":1},{"ok":1}]}',
    '{"a":"\\"ok\\":1, \\"ok\\":2","b\\\\":":"}',
    '{"__proto__":{"constructor":1}}',
    `${'['.repeat(100_000)}{"a":1}${']'.repeat(100_000)}`,
  ])('is not there in %s', (text) => {
    expect(repeats(text)).toBe(false);
  });
});
