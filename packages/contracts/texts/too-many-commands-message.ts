/** What somebody reads who gives a command too often: at the door, or where all instances of the door are counted. */
import type { Message } from '../message.ts';
import { refusalMessage } from './plain-text.ts';

export function tooManyCommandsMessage(command: string, perMinute: number): Message & { content: string } {
  const text = `Nothing was started: one person may give \`/${command}\` ${perMinute} times a minute. Try again in a minute.`;
  return refusalMessage('too_many_commands', text);
}
