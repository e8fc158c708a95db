import { describe, expect, it } from 'vitest';
import { factsOf, stateOf } from './shown-facts.ts';

describe('what a message says, apart from its wording', () => {
  it('is its state, by the icon at its beginning', () => {
    const texts = [
      '🟢 OK',
      '✅ Verified',
      '⏳ Running • x',
      '🟡 Queued',
      '🔴 Failed',
      '🟠 Unknown',
      '⚫ Cancelled',
      'Hello',
    ];
    expect(texts.map(stateOf)).toEqual(['ok', 'ok', 'running', 'waiting', 'bad', 'unknown', 'cancelled', undefined]);
  });

  it('is, line by line, what stands in code, statuses, links and buttons', () => {
    const text =
      '🔴 Not well\n[run](https://x/1) • 9s\n🔴 `api_hello` • 500 • 12 ms • broken\nsome words\n[ Re-run ] [ Stop ]';
    expect(factsOf(text)).toBe('bad\nrun→https://x/1\nbad api_hello 500\n[ Re-run ] [ Stop ]');
    expect(factsOf(text.replace('Not well', 'In trouble').replace('broken', 'out of order'))).toBe(factsOf(text));
  });
});
