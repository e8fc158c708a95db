/** A message is known again by what it says. */
import { expect, it } from 'vitest';
import { markOf } from './mark.ts';

const sent = { content: ' see https://example.com\n', embeds: [{ title: 'Plan', description: 'a\n\nb ' }] };

it('as Discord gives it back: trimmed, with a preview of the address it holds', () => {
  const preview = { type: 'link', title: 'Example', description: 'A site' };
  const embeds = [{ type: 'rich', title: 'Plan', description: 'a\n\nb' }, preview];
  expect(markOf({ content: 'see https://example.com', embeds })).toBe(markOf(sent));
});

it('and told from one that says something else', () => {
  expect(markOf({ ...sent, content: 'see https://example.org' })).not.toBe(markOf(sent));
  expect(markOf({ ...sent, embeds: [{ title: 'Plan', description: 'a b c' }] })).not.toBe(markOf(sent));
});
