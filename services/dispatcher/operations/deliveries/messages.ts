/** What the team reads of deliveries that had not arrived. */
import { type Message, momentMarkdown } from '@valine/contracts';
import type { Losing, News } from './decide.ts';

export function missedMessage({ recovered, since, missing, unseen, isRefused }: News): Message {
  const lines = [recoveredText(recovered, since, missing), unseenText(unseen), refusedText(isRefused)];
  return { content: lines.filter((line) => line !== '').join('\n') };
}

/** `goesOn`: edited when more is lost. */
export function lostMessage({ count, events }: Pick<Losing, 'count' | 'events'>, goesOn: boolean): Message {
  const kinds = events.map((event) => `\`${event}\``).join(', ');
  const more = goesOn ? ' More is counted here while nothing that GitHub sends is taken.' : '';
  return {
    content: `⚠️ ${countOf(count)} from GitHub cannot be had any more (${kinds}). What is open was compared with GitHub instead. Why: see the log of ingress.${more}`,
  };
}

function unseenText(unseen: News['unseen']): string {
  if (unseen === undefined) return '';
  const between = `between ${momentMarkdown(unseen.from)} and ${momentMarkdown(unseen.to)}`;
  return `⚠️ Whether all that GitHub sent ${between} has arrived is not known: its log does not go back so far. What is open was compared with GitHub; give commands in comments of that time again.`;
}

function refusedText(isRefused = false): string {
  if (!isRefused) return '';
  return '🔒 What GitHub could not deliver is not sent again: our token may not have it done. Give it “Webhooks: read and write” of the repository (classic: `admin:repo_hook`); then it comes by itself. Until then `/status` asks GitHub.';
}

function recoveredText(recovered: number, since: number, missing: number): string {
  if (recovered === 0) return '';
  const had = `${countOf(recovered)} from GitHub had not arrived since ${momentMarkdown(since)}`;
  if (missing > 0) {
    const fail = missing === 1 ? '1 more still fails and is' : `${missing} more still fail and are`;
    return `📬 ${had}; ${recovered === 1 ? 'it is' : 'they are'} here now. ${fail} tried again.`;
  }
  return `📬 ${had}; ${recovered === 1 ? 'it is here now.' : 'all are here now.'}`;
}

function countOf(count: number): string {
  return count === 1 ? '1 delivery' : `${count} deliveries`;
}
