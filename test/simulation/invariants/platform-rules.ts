/** Retry-After is honoured, and what was refused for good is not asked again by the same function. */

import type { DiscordError } from '@valine/discord';
import type { DiscordCall } from '../platforms/discord/discord-faults.ts';
import type { Report } from './report.ts';

type PlatformRules = { called(call: DiscordCall): void; refused(call: DiscordCall, error: DiscordError): void };

type Limit = { until: number; by: DiscordCall['by']; faults: number };

const FOR_GOOD = [401, 403, 404];

/** `isShared`: whether two of our messages are taken for the one with this id (docs/decisions/0004): neither hears of the other's limit. */
export function createPlatformRules(
  report: Report,
  now: () => number,
  isShared: (messageId: string) => boolean,
): PlatformRules {
  const limits = new Map<string, Limit>();
  const refusals = new Map<string, DiscordCall>();
  const nameOf = ({ operation, target }: DiscordCall) => `${operation} ${target}`;
  return {
    called(call) {
      const name = nameOf(call);
      const limit = limits.get(name);
      // Whoever crashed or lost its store between could not tell the next one of the limit.
      const told = limit !== undefined && limit.by.faults === limit.faults;
      if (told && now() < limit.until && !isShared(call.target))
        report('Retry-After is honoured', `${name} came ${limit.until - now()} ms early`);
      if (isSame(refusals.get(name), call)) report('what is refused for good is not tried again', name);
      else refusals.delete(name);
    },
    refused(call, error) {
      const { status, retryAfterSeconds } = error;
      const name = nameOf(call);
      // A channel's list is read, and a thread is opened, for many messages; what one is told is no other's news.
      if (call.operation === 'recentMessages' || call.operation === 'reopenThread') return;
      if (retryAfterSeconds !== undefined)
        limits.set(name, { until: now() + retryAfterSeconds * 1000, by: call.by, faults: call.by.faults });
      else if (FOR_GOOD.includes(status)) refusals.set(name, call);
    },
  };
}

/** A later text may be tried again. */
function isSame(refused: DiscordCall | undefined, { by, body }: DiscordCall): boolean {
  return refused?.by === by && JSON.stringify(refused.body) === JSON.stringify(body);
}
