/** Looks in a channel for the message that an earlier, unconfirmed try may have made. */
import { type Discord, DiscordError } from '@valine/discord';
import type { Lookup } from '@valine/effects';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import type { MessageClaim } from '@valine/records';
import { fingerprintOf } from './fingerprint.ts';
import { judgeFailure, type Outcome } from './judge-failure.ts';

const LIMIT = 100;
const RETRY_MS = 60_000;

type Seen = Awaited<ReturnType<Discord['recentMessages']>>[number];

export async function findEarlier(
  discord: Discord,
  claim: MessageClaim,
  channelId: string,
  interactionId: string | undefined,
): Promise<Lookup<Outcome>> {
  try {
    const messages = await discord.recentMessages(channelId, LIMIT);
    const found = messages.find((message) => isOurs(message, claim, interactionId));
    if (found === undefined) return { kind: 'absent' };
    return { kind: 'done', outcome: { kind: 'shown', channelId, messageId: found.id } };
  } catch (error) {
    const judged = judgeFailure({ do: 'create-message', channelId }, error);
    if (judged.kind === 'later' || judged.kind === 'parked') return judged;
    const reason = error instanceof DiscordError ? error.message : 'the channel could not be read';
    return { kind: 'later', afterMs: RETRY_MS, reason };
  }
}

/** Two people who ask the same at the same time read the same text: whose answer it is, its interaction tells. */
function isOurs(message: Seen, claim: MessageClaim, interactionId: string | undefined): boolean {
  const { interaction_metadata: asked } = message;
  if (asked !== undefined && asked.id !== interactionId) return false;
  if (message.nonce !== undefined && message.nonce !== null) return message.nonce === claim.operation;
  const recent = Date.parse(message.timestamp) >= claim.since - CLOCK_SKEW_MS;
  return message.author.bot && recent && claim.fingerprints.includes(fingerprintOf(message));
}
