/** What Discord answers when it does not do what it was asked. */
import { DISCORD_CODES } from '@valine/discord';

export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: number;
  /** The answer's JSON. */
  readonly body: Record<string, unknown>;
  constructor(status: number, code: number, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = { message, code, ...more };
  }
}

export const refusals = {
  notFound: () => new Refusal(404, 0, '404: Not Found'),
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  unknownApplication: () => new Refusal(404, 10002, 'Unknown Application'),
  unknownGuild: () => new Refusal(404, 10004, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, 10007, 'Unknown Member'),
  unknownChannel: () => new Refusal(404, DISCORD_CODES.unknownChannel, 'Unknown Channel'),
  unknownMessage: () => new Refusal(404, DISCORD_CODES.unknownMessage, 'Unknown Message'),
  unknownWebhook: () => new Refusal(404, DISCORD_CODES.unknownWebhook, 'Unknown Webhook'),
  unknownUser: () => new Refusal(404, DISCORD_CODES.unknownUser, 'Unknown User'),
  invalidRecipient: () => new Refusal(400, DISCORD_CODES.invalidRecipient, 'Invalid Recipient(s)'),
  cannotWriteToUser: () => new Refusal(403, DISCORD_CODES.cannotWriteToUser, 'Cannot send messages to this user'),
  missingAccess: () => new Refusal(403, DISCORD_CODES.missingAccess, 'Missing Access'),
  emptyMessage: () => new Refusal(400, 50006, 'Cannot send an empty message'),
  invalidWebhookToken: () => new Refusal(401, DISCORD_CODES.invalidWebhookToken, 'Invalid Webhook Token'),
  fileTooLarge: () => new Refusal(413, 40005, 'Request entity too large'),
  invalidForm: (errors: object) => new Refusal(400, DISCORD_CODES.invalidForm, 'Invalid Form Body', { errors }),
  invalidJson: () => new Refusal(400, 50109, 'The request body contains invalid JSON.'),
  threadArchived: () => new Refusal(400, DISCORD_CODES.threadArchived, 'Thread is archived'),
  missingPermissions: () => new Refusal(403, DISCORD_CODES.missingPermissions, 'Missing Permissions'),
  threadExists: () =>
    new Refusal(400, DISCORD_CODES.threadExists, 'A thread has already been created for this message'),
};
