/** What somebody reads who asks too often: at the door, or where all instances of the door are counted. */
import type { Message } from '../message.ts';
import { agoMarkdown } from './ago-text.ts';
import { refusalMessage } from './plain-text.ts';

/** `retryAt`: when it may be asked for again, in epoch milliseconds. */
type Limit = { perMinute: number; retryAt: number };

export function tooManyCommandsMessage(command: string, { perMinute, retryAt }: Limit): Message & { content: string } {
  const text = `Nothing was started: one person may give \`/${command}\` ${perMinute} times a minute. Try again ${agoMarkdown(retryAt)}.`;
  return refusalMessage('too_many_commands', text);
}

export function tooManyPressesMessage({ perMinute, retryAt }: Limit): Message & { content: string } {
  const text = `Nothing was done: one person may press ${perMinute} times a minute. Try again ${agoMarkdown(retryAt)}.`;
  return refusalMessage('too_many_presses', text);
}
