/** What Discord takes, in UTF-16 units (it counts code points, so this never exceeds): https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export const LIMITS = {
  content: 2000,
  title: 256,
  description: 4096,
  /** Discord takes 2,048; with 1,000 an embed stays below its 6,000 in all. */
  footer: 1000,
  /** Of an attachment. */
  fileDescription: 1024,
  threadName: 100,
  rows: 5,
  buttonsPerRow: 5,
  label: 80,
  customId: 100,
} as const;
