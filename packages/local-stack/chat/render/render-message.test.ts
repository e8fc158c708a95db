import { describe, expect, it } from 'vitest';
import { type Rendered, renderMessage } from './render-message.ts';

const PLAN: Rendered = {
  content: '',
  flags: 0,
  embeds: [
    {
      title: 'Plan plan-1',
      description: '⚪ **P0** [#8](http://x/8) Checkout\n⚪ [#5](http://x/5) Search',
      fields: [{ name: 'Left out', value: '3 more' }],
      footer: { text: '0 of 1 approvals' },
      color: 0x3498db,
    },
  ],
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 3, label: 'Approve', custom_id: 'approve:plan-1' },
        { type: 2, style: 4, label: 'Discard', custom_id: 'discard:plan-1', disabled: true },
      ],
    },
  ],
};

describe('a message as a person sees it', () => {
  it('shows whom it mentions by name', () => {
    const mentions = [{ id: '7', username: 'ada' }];
    expect(renderMessage({ content: '<@7> it has ended, <@8>', embeds: [], mentions })).toBe('@ada it has ended, <@8>');
  });

  it('shows the card, the buttons and the thread', () => {
    const thread = { name: 'Progress', messages: [{ content: '#8 is closed\n1/2', embeds: [] }] };
    expect(renderMessage(PLAN, { thread })).toMatchInlineSnapshot(`
      "│ Plan plan-1
      │ ⚪ P0 [#8](http://x/8) Checkout
      │ ⚪ [#5](http://x/5) Search
      │ Left out
      │ 3 more
      │ 0 of 1 approvals
      [ Approve ] ( Discard )
        ⤷ Thread: Progress
          #8 is closed
          1/2"
    `);
  });

  it('shows where a button leads', () => {
    const link = { type: 2, style: 5, label: 'Alarm', url: 'http://x/alarm' } as const;
    const message = { content: 'x', embeds: [], components: [{ type: 1 as const, components: [link] }] };
    expect(renderMessage(message)).toBe('x\n[ [Alarm](http://x/alarm) ↗ ]');
  });

  it('tells what its pictures show, and leads to them where there are links', () => {
    const url = 'http://x/chart.png';
    const card = { ...PLAN, embeds: [{ title: 'Trend', image: { url, description: 'Ten runs: 9 succeeded' } }] };
    const file = { url, filename: 'chart.png' };
    const message = { ...card, components: [], attachments: [{ ...file, description: 'Five runs' }, file] };
    expect(renderMessage(message)).toMatchInlineSnapshot(`
      "│ Trend
      │ 🖼 Ten runs: 9 succeeded
      🖼 Five runs
      🖼 chart.png"
    `);
    expect(renderMessage(message, { links: 'hyperlink' })).toContain(`🖼 \u001b]8;;${url}\u0007Five runs`);
  });

  it('says who sees it when it is not everyone, and that it is still to come', () => {
    expect(renderMessage({ content: 'psst', embeds: [], flags: 64 })).toBe('psst\n(only you see this)');
    expect(renderMessage({ content: '', embeds: [], flags: 128 })).toBe('… is thinking');
  });

  it('draws the card in its colour on a terminal', () => {
    const text = renderMessage(PLAN, { colour: true });
    expect(text).toContain('\u001b[38;2;52;152;219m┃\u001b[0m Plan plan-1');
  });
});
