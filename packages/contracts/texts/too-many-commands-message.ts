/** What somebody reads who gives a command too often: at the door, or where all instances of the door are counted. */
import type { Message } from '../message.ts';
import { agoMarkdown } from './ago-text.ts';
import { refusalMessage } from './plain-text.ts';

/** `retryAt`: when it may be given again, in epoch milliseconds. */
export function tooManyCommandsMessage(
  command: string,
  { perMinute, retryAt }: { perMinute: number; retryAt: number },
): Message & { content: string } {
  const text = `Nothing was started: one person may give \`/${command}\` ${perMinute} times a minute. Try again ${agoMarkdown(retryAt)}.`;
  return refusalMessage('too_many_commands', text);
}
