/** What `valine dlq --discard` says. */
import { agoText, cutText } from '@valine/contracts';
import type { DiscardOutcome } from './discard.ts';

type Found = NonNullable<DiscardOutcome['found']>;

const CONTENT_SHOWN = 60;

function letterText({ queue, messageId, type, id, content }: Found): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const what = type === undefined ? cutText(text, CONTENT_SHOWN) : `${type} ${id ?? ''}`.trim();
  return `${queue}: ${messageId} (${what})`;
}

export function notSureMessage(found: Found, now: number): string {
  return [
    `${letterText(found)}, sent ${agoText(found.sentAt, now)}, would be discarded for good: what it asks for is never done, and nothing brings it back.`,
    `What it says: valine dlq --queue ${found.queue} --json. To discard it, give the same command with --yes.`,
  ].join('\n');
}

export function discardedMessage(found: Found): string {
  return `${letterText(found)} is discarded.`;
}

export function whyDiscardedMessage(): string {
  return 'Say why: --reason "…". It stands in the audit.';
}

export function notFoundMessage(messageId: string, { unfinished }: DiscardOutcome): string {
  if (unfinished.length > 0)
    return `${messageId} was not found: ${unfinished.join(' and ')} ${unfinished.length > 1 ? 'have' : 'has'} more letters than can be looked at one by one. Redrive some, then try again.`;
  return `${messageId} was not found: no dead letter has that id, it is gone already, or it stands behind another of its conversation (discard or redrive that first).`;
}
