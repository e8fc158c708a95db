import { describe, expect, it } from 'vitest';
import { toLogText } from './to-log-text.ts';

const text = (log: string, cut = false) => toLogText(Buffer.from(log), cut);

describe('the text of a log', () => {
  it('has neither timestamps nor colours nor the ends of lines of Windows', () => {
    const log = [
      '\uFEFF2026-03-02T09:00:00.1234567Z ##[group]Run npm run build',
      '2026-03-02T09:00:01.0000000Z \u001B[36;1mnpm run build\u001B[0m',
      '2026-03-02T09:00:02Z   built at 2026-03-02T09:00:02Z ',
      '2026-03-02T09:00:03.1Z',
      'no time',
      '',
    ].join('\r\n');
    expect(text(log)).toBe('##[group]Run npm run build\nnpm run build\n  built at 2026-03-02T09:00:02Z \n\nno time');
  });

  it('begins with a whole line where it was cut', () => {
    expect(text('lf of a line\n2026-03-02T09:00:01Z whole', true)).toBe('whole');
    expect(text('one line without end', true)).toBe('one line without end');
  });

  it('is none of none', () => {
    expect(text('')).toBe('');
  });
});
