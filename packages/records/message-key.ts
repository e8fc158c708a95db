/** Under which key a message is known to the notifier, and to whoever asks how it stands. */

/** The answer to an interaction; for a plan, the card that shows the run from then on. */
export function replyKey(reply: { interactionId: string }): string {
  return `reply:${reply.interactionId}`;
}
