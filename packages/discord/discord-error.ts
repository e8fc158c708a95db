/** A call that Discord did not do, or did not confirm. */

type DiscordFailure = {
  /** The method of the client that was called: the URL is never told, because it can hold a token. */
  operation: string;
  /** HTTP status; 0 when no answer came, or none that could be read. */
  status: number;
  /** Discord's JSON error code, 0 when there is none: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
  code: number;
  /** What Discord says of it, without secrets. */
  detail: string;
  /** With 429, and where Discord could not be reached through what stands before it: seconds to wait. */
  retryAfterSeconds?: number;
  /** Whether Discord may have done it all the same. */
  mayHaveLanded: boolean;
};

export class DiscordError extends Error {
  override name = 'DiscordError';
  readonly operation: string;
  readonly status: number;
  readonly code: number;
  readonly retryAfterSeconds: number | undefined;
  readonly mayHaveLanded: boolean;
  constructor({ operation, status, code, detail, retryAfterSeconds, mayHaveLanded }: DiscordFailure) {
    super(`${operation}: ${status === 0 ? 'no answer' : status}${code === 0 ? '' : ` (code ${code})`}: ${detail}`);
    this.operation = operation;
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.mayHaveLanded = mayHaveLanded;
  }
}

export const DISCORD_CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyEditsOfOldMessage: 30046,
  directsTooFast: 40003,
  interactionAcknowledged: 40060,
  blockedByEdge: 40333,
  missingAccess: 50001,
  notTheAuthor: 50005,
  cannotWriteToUser: 50007,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  invalidRecipient: 50033,
  invalidForm: 50035,
  threadArchived: 50083,
  threadExists: 160004,
  threadLocked: 160005,
} as const;
