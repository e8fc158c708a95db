/** The JSON error codes of Discord that we act upon. */
export const DISCORD_CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyEditsOfOldMessage: 30046,
  interactionAcknowledged: 40060,
  missingAccess: 50001,
  notTheAuthor: 50005,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  invalidForm: 50035,
  threadExists: 160004,
} as const;
