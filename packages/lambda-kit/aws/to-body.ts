/** A message as SQS takes it, whatever people wrote into it. */

/**
 * JSON in which everything but plain text is escaped: SQS refuses U+FFFE and U+FFFF, and the local engine refuses
 * every character beyond the first plane, emoji among them.
 */
export function toBody(message: unknown): string {
  return JSON.stringify(message).replace(/[^\x20-\uD7FF\uE000-\uFFFD]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
