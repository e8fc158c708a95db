import { describe, expect, it } from 'vitest';
import { lockValue, unlockValue } from './locked-value.ts';

const KEY = 'a key of a test, long enough for it';
const VALUE = 'https://api.example.com/ü🐎';

describe('a locked value', () => {
  it.each(['', 'x', VALUE, 'y'.repeat(4096)])('is had again by who has the key', (text) => {
    expect(unlockValue(KEY, lockValue(KEY, text, '1'), '1')).toBe(text);
  });

  it('shows nothing of itself', () => {
    const locked = lockValue(KEY, VALUE, '1');
    expect(locked).not.toContain('example');
    expect(Buffer.from(locked, 'base64url').toString('latin1')).not.toContain('example');
  });

  it('is the same for a copy of the interaction, another for another value or interaction', () => {
    const locked = [lockValue(KEY, VALUE, '1'), lockValue(KEY, 'other', '1'), lockValue(KEY, VALUE, '2')];
    expect(lockValue(KEY, VALUE, '1')).toBe(locked[0]);
    expect(new Set(locked.map((each) => each.slice(0, 16))).size).toBe(3);
  });

  it('is of no use with another key, or in another interaction', () => {
    const locked = lockValue(KEY, VALUE, '1');
    expect(unlockValue('another key, as long as the first is', locked, '1')).toBeUndefined();
    expect(unlockValue(KEY, locked, '2')).toBeUndefined();
  });

  it('cannot be altered: not in any byte, nor cut', () => {
    const bytes = Buffer.from(lockValue(KEY, VALUE, '1'), 'base64url');
    for (const index of bytes.keys()) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(unlockValue(KEY, altered.toString('base64url'), '1')).toBeUndefined();
      expect(unlockValue(KEY, bytes.subarray(0, index).toString('base64url'), '1')).toBeUndefined();
    }
  });
});
