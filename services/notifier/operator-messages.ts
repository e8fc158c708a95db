/** What an operator is told of a message that could not be shown, and what to do about it. */
import { type Message, mentionText } from '@valine/contracts';
import { DISCORD_CODES, type DiscordError } from '@valine/discord';

export function privateTooLateMessage(): string {
  return 'The answer came after the interaction had closed, and only the person who asked may see it: they can run the command again.';
}

export function notShownMessage(key: string, reason: string): string {
  return `Message ${key} is not shown: ${reason}`;
}

export function noPlaceMessage(under: string): string {
  return `the message ${under} it belongs under was never shown, and DISCORD_CHANNEL_ID is not set: set it to give such messages a place.`;
}

export function privateParentMessage(under: string): string {
  return `the message ${under} it belongs under is seen by one person alone, so there is no thread for others.`;
}

/** Of a refusal (401, 403, 404, 400): the reason, then what to do. */
export function refusedMessage(error: DiscordError): string {
  return `${error.message}. ${adviceMessage(error)}`;
}

/** The message itself is shown. */
export function pictureRefusedMessage(error: DiscordError): string {
  return `${error.message}. The message is shown without its picture or file: give the bot Attach Files in the channel, and new messages have theirs.`;
}

/** Nothing for an operator to do: it is theirs to say who may write to them. */
export function directRefusedMessage(error: DiscordError): string {
  return `${error.message}. The person takes no direct messages from members of the server, or is in no server with the bot any more.`;
}

/** For the team, once: what rules tell that person reaches nobody. Names them without a ping. */
export function notTakenMessage(personId: string): Message {
  return {
    content: [
      `📪 A notification rule tells ${mentionText({ id: personId })} directly, and Discord does not let me write to them: what it told is told nobody else, and does not come again.`,
      '-# They allow direct messages in the privacy settings of this server, or the rule is given a channel. Told once; see docs/notifications.md, “Telling a person”.',
    ].join('\n'),
  };
}

/** `reason`: why, and what to do. The lines of a plan go to the channel of its card then. */
export function threadShutMessage(reason: string): string {
  return `Its thread takes no messages, so they go to the channel instead: ${reason}`;
}

function adviceMessage({ status, code, operation }: DiscordError): string {
  if (status === 401) return 'Set DISCORD_BOT_TOKEN to the valid token of the bot and deploy again.';
  if (operation === 'reopenThread' || code === DISCORD_CODES.threadArchived || code === DISCORD_CODES.threadLocked)
    return 'The thread is archived or locked: open it, or give the bot Manage Threads; the next change of the message is then shown.';
  if (status === 403)
    return 'Give the bot View Channel, Send Messages, Embed Links, Attach Files, Read Message History and Create Public Threads in the channel; the next change of the message is then shown.';
  if (status === 404 || code === DISCORD_CODES.unknownChannel)
    return 'The channel is gone or was never there: check the channel, and that the bot is in its server.';
  return 'Discord does not take this message as we build it: report it with this line, it is a bug.';
}
