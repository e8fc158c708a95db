/** What a caller reads when a request never reaches a subject. */

export function internalErrorMessage(): string {
  return 'internal';
}

export function notFoundMessage(): string {
  return 'There is nothing here. Interactions go to POST /discord, webhooks to POST /github/webhook.';
}

export function methodNotAllowedMessage(allow: string): string {
  return `This address takes ${allow} only.`;
}

export function tooLargeMessage(maxBytes: number): string {
  return `The body is larger than ${maxBytes / 1024} KB, which is the most this address takes.`;
}

/** One sentence for every wrong signature: a more exact one would help a forger. */
export function badSignatureMessage(): string {
  return 'The signature is not valid.';
}
