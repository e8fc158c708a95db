/** What our messages look like to Discord, and that they always fit. */
import type { Message } from '@valine/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCORD_LIMITS } from '../limits.ts';
import { renderMessage, threadName } from './render-message.ts';

const card = (lines: string[]): Message => ({ card: { title: 'Plan', lines, tone: 'running' } });
const contentOf = (content: string) => renderMessage({ content }).content;
const descriptionOf = (lines: string[]) => renderMessage(card(lines)).embeds[0]?.description ?? '';

describe('a message that fits', () => {
  it('is shown as it is, framed in the colour of its tone', () => {
    const card = { title: 'Plan', url: 'https://example.com', lines: ['a', 'b'], footer: 'by Ada' };
    expect(renderMessage({ content: 'Ready', card: { ...card, tone: 'good' } })).toEqual({
      content: 'Ready',
      embeds: [
        {
          color: 0x2ecc71,
          title: 'Plan',
          url: 'https://example.com',
          description: 'a\nb',
          footer: { text: 'by Ada' },
        },
      ],
    });
  });

  it('has its buttons in a row', () => {
    const button = { id: 'approve:plan-1', label: 'Approve', style: 'success', disabled: true } as const;
    expect(renderMessage({ content: 'x', buttons: [button] }).components).toEqual([
      {
        type: 1,
        components: [{ type: 2, custom_id: 'approve:plan-1', label: 'Approve', style: 3, disabled: true }],
      },
    ]);
  });

  it('without buttons leaves those that are there, with none takes them away', () => {
    expect(renderMessage({ content: 'x' })).not.toHaveProperty('components');
    expect(renderMessage({ content: 'x', buttons: [] })).toHaveProperty('components', []);
  });

  it('with a chart shows it in its frame; without a frame it is attached as it is', () => {
    const chart = { description: ' The last\ntwo ', bars: [{ value: 1, outcome: 'good' as const }] };
    const framed = renderMessage({ ...card(['a']), chart });
    expect(framed.embeds).toMatchObject([{ title: 'Plan', image: { url: 'attachment://chart.png' } }]);
    expect(framed.chart).toEqual({ ...chart, description: 'The last two' });
    expect(renderMessage({ content: 'x', chart })).toMatchObject({ content: 'x', embeds: [], chart: framed.chart });
  });

  it('of a chart alone says what the chart shows', () => {
    expect(renderMessage({ chart: { description: 'Ten runs', bars: [] } }).content).toBe('Ten runs');
    expect(renderMessage({ chart: { description: '', bars: [] } })).toMatchObject({ content: 'Chart' });
  });

  it('of nothing is still a message', () => {
    expect(renderMessage({})).toEqual({ content: '…', embeds: [] });
  });
});

describe('too many lines', () => {
  it('give way from the end, counted', () => {
    const description = descriptionOf(Array.from({ length: 300 }, (_, index) => `• #${index} a task with a title`));
    const shown = description.split('\n');
    expect(description.length).toBeLessThanOrEqual(DISCORD_LIMITS.description);
    expect(shown.at(-1)).toBe(`… and ${300 - (shown.length - 1)} more`);
    expect(shown.at(-2)).toBe(`• #${shown.length - 2} a task with a title`);
  });

  it('inside a fence leave the fence closed before the count', () => {
    const log = Array.from({ length: 400 }, (_, index) => `line ${index}`);
    const content = contentOf(['Failed:', '```', ...log, '```'].join('\n'));
    expect(content).toMatch(/\nline \d+\n```\n… and \d+ more$/);
  });
});

describe('an over-long line', () => {
  const long = 'word '.repeat(1000);

  it('is cut at the end of a word', () => {
    expect(contentOf(long)).toMatch(/ word…$/);
  });

  it('is cut where other lines stand before it', () => {
    expect(descriptionOf(['Why it failed:', long, 'Next'])).toMatch(
      /^Why it failed:\nword [\s\S]+ word…\n… and 1 more$/,
    );
  });

  it.each([
    ['bold', `**${long}end**`, /word…\*\*$/],
    ['bold in spoilers', `||**${long}end**||`, /word…\*\*\|\|$/],
    ['code', `\`${long}end\``, /word…`$/],
    ['a fence', `\`\`\`json\n${long}\n\`\`\``, /word…\n```$/],
  ])('in %s is closed', (_, text, end) => {
    expect(contentOf(text)).toMatch(end);
  });

  it('has no half link, mention or address', () => {
    const before = `${'x'.repeat(DISCORD_LIMITS.content - 30)} `;
    for (const whole of ['[the run](https://example.com/runs/1234567)', '<@123456789012345678901234567890>'])
      expect(contentOf(before + whole.repeat(3))).toBe(`${before.trim()}…`);
    expect(contentOf(`${before}https://example.com/${'p'.repeat(80)}`)).toBe(`${before.trim()}…`);
  });

  it('has no half emoji', () => {
    const family = '👩‍👩‍👧‍👦';
    const content = contentOf(family.repeat(400));
    expect(content.slice(0, -1).replaceAll(family, '')).toBe('');
  });
});

describe('links', () => {
  const link = (url: string) => ({ label: 'Alarm', url });

  it('are buttons that lead to a page, after those that are pressed', () => {
    const button = { id: 'a', label: 'x', style: 'primary' } as const;
    const { components } = renderMessage({ content: 'x', buttons: [button], links: [link('https://aws.example/a')] });
    expect(components).toMatchObject([
      { components: [{ custom_id: 'a' }, { type: 2, style: 5, label: 'Alarm', url: 'https://aws.example/a' }] },
    ]);
  });

  it('that Discord would refuse are left out', () => {
    const links = [link('javascript:alert()'), link(`https://aws.example/${'x'.repeat(512)}`)];
    expect(renderMessage({ content: 'x', links }).components).toEqual([]);
  });
});

describe('buttons', () => {
  const button = (id: string, label = 'x') => ({ id, label, style: 'primary' }) as const;

  it('stand five a row, their labels cut', () => {
    const buttons = Array.from({ length: 6 }, (_, index) => button(`b:${index}`, 'l'.repeat(100)));
    const rows = renderMessage({ content: 'x', buttons }).components ?? [];
    expect(rows.map(({ components }) => components.length)).toEqual([5, 1]);
    expect(rows[1]?.components[0]).toMatchObject({ custom_id: 'b:5', label: `${'l'.repeat(79)}…` });
  });

  it('that Discord would refuse are left out', () => {
    const buttons = [button('x'.repeat(101)), button('a'), button('a'), button('')];
    const rows = renderMessage({ content: 'x', buttons }).components;
    expect(rows).toMatchObject([{ components: [{ custom_id: 'a' }] }]);
  });
});

describe('selects', () => {
  const option = (value: string) => ({ value, label: 'l'.repeat(120), chosen: value === '1' });
  const select = (id: string, count: number) => ({
    id,
    placeholder: 'p'.repeat(200),
    options: Array.from({ length: count }, (_, index) => option(String(index))),
    least: 1,
    most: 40,
  });

  it('stand above the buttons, a row each, within what Discord takes', () => {
    const buttons = [{ id: 'b', label: 'x', style: 'primary' }] as const;
    const selects = [select('s', 30), select('t', 0), select('u', 1)];
    const rows = renderMessage({ content: 'x', selects, buttons: [...buttons] }).components ?? [];
    expect(rows).toMatchObject([
      { components: [{ type: 3, custom_id: 's', min_values: 1, max_values: 25, placeholder: `${'p'.repeat(149)}…` }] },
      { components: [{ type: 3, custom_id: 'u', max_values: 1 }] },
      { components: [{ type: 2, custom_id: 'b' }] },
    ]);
    const [first] = rows[0]?.components ?? [];
    expect(first && 'options' in first && first.options?.slice(0, 2)).toEqual([
      { value: '0', label: `${'l'.repeat(99)}…`, default: false },
      { value: '1', label: `${'l'.repeat(99)}…`, default: true },
    ]);
  });

  it('are four at most: the last row is that of the buttons', () => {
    const selects = ['a', 'b', 'c', 'd', 'e'].map((id) => select(id, 1));
    expect(renderMessage({ content: 'x', selects }).components).toHaveLength(4);
  });
});

it('a thread has a name of one line', () => {
  expect(threadName(' Plan\nfor today ')).toBe('Plan for today');
  expect(threadName('')).toBe('…');
});

const piece = fc.oneof(
  fc.constantFrom(
    '```',
    '`',
    '**',
    '__',
    '||',
    '~~',
    '*',
    '_',
    '\n',
    ' ',
    '[a](https://b.c)',
    '👩‍👩‍👧‍👦',
    '\\',
    '<@1>',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('word '.repeat(90), 'x'.repeat(900)),
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const fences = (markdown: string) => markdown.split('```').length - 1;

describe('whatever is said', () => {
  it('fits, with its fences closed and no half character', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 12 }), text, text, (content, lines, title, footer) => {
        const body = renderMessage({ content, card: { title, lines, tone: 'bad', footer } });
        const { title: head = '', description = '', footer: foot } = body.embeds[0] ?? {};
        expect(body.content.length).toBeLessThanOrEqual(2000);
        expect(head.length).toBeLessThanOrEqual(256);
        expect(description.length).toBeLessThanOrEqual(4096);
        expect(head.length + description.length + (foot?.text.length ?? 0)).toBeLessThanOrEqual(6000);
        for (const shown of [body.content, description]) {
          expect(fences(shown) % 2).toBe(0);
          expect(shown.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
