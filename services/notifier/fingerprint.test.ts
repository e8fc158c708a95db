/** A message is known again by what it says. */
import { renderMessage } from '@valine/discord';
import { expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const sent = { content: ' see https://example.com\n', embeds: [{ title: 'Plan', description: 'a\n\nb ' }] };

it('as Discord gives it back: trimmed, with a preview of the address it holds', () => {
  const preview = { type: 'link', title: 'Example', description: 'A site' };
  const embeds = [{ type: 'rich', title: 'Plan', description: 'a\n\nb' }, preview];
  expect(fingerprintOf({ content: 'see https://example.com', embeds })).toBe(fingerprintOf(sent));
});

it('with a picture as without one, which can be lost on the way', () => {
  const chart = { description: 'Ten runs', bars: [{ value: 1, outcome: 'good' as const }] };
  const message = { content: 'Verified', card: { title: 'Trend', lines: ['a'], tone: 'good' as const } };
  const shown = { type: 'rich', title: 'Trend', description: 'a', image: { url: 'https://cdn/chart.png' } };
  expect(fingerprintOf(renderMessage({ ...message, chart }))).toBe(fingerprintOf(renderMessage(message)));
  expect(fingerprintOf({ content: 'Verified', embeds: [shown] })).toBe(
    fingerprintOf(renderMessage({ ...message, chart })),
  );
});

it('and told from one that says something else', () => {
  expect(fingerprintOf({ ...sent, content: 'see https://example.org' })).not.toBe(fingerprintOf(sent));
  expect(fingerprintOf({ ...sent, embeds: [{ title: 'Plan', description: 'a b c' }] })).not.toBe(fingerprintOf(sent));
});
