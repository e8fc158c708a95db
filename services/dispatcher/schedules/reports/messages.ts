/** What the team reads in the morning, in the evening, and once a week. */
import type { Message } from '@valine/contracts';
import type { Slot } from '../slot/decide.ts';

export function morningMessage({ date }: Slot): Message {
  return { card: { title: `☀️ Good morning: ${date}`, lines: [], tone: 'neutral' } };
}
