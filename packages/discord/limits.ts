/** What Discord takes, and how long it waits: the one place for its limits. */

/**
 * In UTF-16 units (Discord counts code points, so this never exceeds) or entries:
 * https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 */
export const DISCORD_LIMITS = {
  content: 2000,
  nonce: 25,
  embeds: 10,
  /** Of all texts of all embeds together. */
  embedTexts: 6000,
  title: 256,
  description: 4096,
  footer: 2048,
  author: 256,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  files: 10,
  fileName: 1024,
  /** Of an attachment. */
  fileDescription: 1024,
  /** Of each file in bytes, on a server without boosts. */
  fileBytes: 10 * 1024 * 1024,
  threadName: 100,
  rows: 5,
  buttonsPerRow: 5,
  label: 80,
  customId: 100,
  /** Of a button that leads to a page. */
  buttonUrl: 512,
  placeholder: 150,
  /** Of a select. */
  options: 25,
  /** Label, value and description of an option, each. */
  option: 100,
  choices: 25,
  choice: 100,
} as const;

/** How long Discord waits for the first answer to an interaction. */
export const ANSWER_WITHIN_MS = 3000;
/** How long an interaction can be answered. */
export const TOKEN_LIFE_MS = 15 * 60_000;
/** How long a nonce is remembered: "the past few minutes", says Discord. */
export const NONCE_LIFE_MS = 4 * 60_000;
