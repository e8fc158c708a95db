/** What the team reads of a slot that was left out. */
import { codeSpan, type Message, momentMarkdown } from '@valine/contracts';
import type { Due } from '../slot/decide.ts';

export function leftOutMessage({ entry, slot }: Due): Message {
  const what = `The schedule ${codeSpan(entry.name)} was due ${momentMarkdown(slot.at)} and left out: we heard of it too late.`;
  return { content: `⏭️ ${what} ${nextText(entry.do)}` };
}

function nextText(what: Due['entry']['do']): string {
  switch (what) {
    case 'plan':
      return '`/plan` makes the plan now.';
    case 'diagnose':
      return '`/diagnose` does it now.';
    case 'verify':
      return '`/verify-latest` does it now.';
    default:
      return '`/status` shows how things stand.';
  }
}
