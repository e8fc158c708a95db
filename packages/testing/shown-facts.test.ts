import { describe, expect, it } from 'vitest';
import { briefly, factsOf, stateOf } from './shown-facts.ts';

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

  it('is of a proposal and its tasks: their states, and what stands behind title and assignee', () => {
    const text = [
      '📋 Plan plan-1 • 2 issues labelled “ready”',
      '⚪ **P0** [#7](https://x/7) Login fails • @ada • 2d',
      '✅ [#8](https://x/8) Logo • unassigned',
      'That is all.',
    ].join('\n');
    expect(briefly(text)).toBe('Plan plan-1\npending #7 • 2d\nmerged #8\nThat is all.');
    expect(briefly(text.replace('labelled', 'with').replace('unassigned', 'nobody'))).toBe(briefly(text));
  });
});
