/** Ids and keys that are the same for every replay: made from what caused them. */
import { hash } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `length` characters (5 bits each) that depend on `parts` alone. */
export function deriveId(length: number, ...parts: readonly (string | number)[]): string {
  // A character for each byte, which comes cheaper than a buffer.
  const digest = hash('sha256', parts.join('\n'), 'binary');
  let id = '';
  for (let index = 0; index < length; index += 1) id += ALPHABET.charAt(digest.charCodeAt(index) & 31);
  return id;
}

/** Id of one effect: its source (interaction id, delivery GUID) and the step it is. 25 characters, as a Discord nonce takes. */
export function operationId(source: string, step: string): string {
  return deriveId(25, source, step);
}

export function planId(interactionId: string): string {
  return `plan-${deriveId(10, interactionId)}`;
}

export function taskId(planId: string, issueNumber: number): string {
  return `${planId}-${issueNumber}`;
}

/** `gitHubId`: GitHub's id of the comment. */
export function commentId(gitHubId: number): string {
  return `comment-${gitHubId}`;
}

/** A UUID (version 8, RFC 9562) that depends on `parts` alone: by it a workflow run of ours is known again. */
export function correlationIdOf(...parts: readonly (string | number)[]): string {
  const bytes = hash('sha256', parts.join('\n'), 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The answer to an interaction; for a plan, the card that shows the run from then on. */
export function replyKey(reply: { interactionId: string }): string {
  return `reply:${reply.interactionId}`;
}
