import { describe, expect, it } from 'vitest';
import { toBody } from './to-body.ts';

describe('the body of a message', () => {
  it.each(['📋 Plan “ready”', 'U+FFFE \uFFFE and U+FFFF \uFFFF', 'half a pair \uD83D', 'tab\tline\nbell\u0007'])(
    'takes %j to SQS and back unchanged',
    (text) => {
      const body = toBody({ text });
      expect(body).toMatch(/^[\t\n\r\x20-\uD7FF\uE000-\uFFFD]*$/);
      expect(JSON.parse(body)).toEqual({ text });
    },
  );

  it('leaves ordinary letters of every language as they are', () => {
    expect(toBody('Größe – 尺寸')).toBe('"Größe – 尺寸"');
  });
});
