/**
 * GitHub's secondary limit on requests that create content: 80 in a minute and 500 in an hour.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
import type { GitHubModel, Permission } from './model.ts';
import { RateLimited } from './refusal.ts';
import { assertWritable } from './settings.ts';

const CONTENT_LIMITS = [
  { withinMs: 60_000, most: 80 },
  { withinMs: 3_600_000, most: 500 },
];
const LONGEST_MS = 3_600_000;

/** `needs`: what the identity has to be allowed, where that is asked for. `creates`: whether it counts. */
export type Write = { needs: Permission | undefined; creates: boolean };

/**
 * A request that changes something, at that time (epoch milliseconds).
 * @throws RateLimited where it is one too many, Refusal as `assertWritable` does
 */
export function admitWrite(
  model: Pick<GitHubModel, 'written' | 'archived' | 'lacks'>,
  at: number,
  { needs, creates }: Write,
): void {
  if (creates) countContent(model, at);
  assertWritable(model, needs);
}

/** One more request at that time (epoch milliseconds). @throws RateLimited where it is one too many */
export function countContent(model: Pick<GitHubModel, 'written'>, at: number): void {
  const written = (model.written ?? []).filter((each) => each > at - LONGEST_MS);
  for (const { withinMs, most } of CONTENT_LIMITS) {
    const [first, ...others] = written.filter((each) => each > at - withinMs);
    if (first === undefined || others.length + 1 < most) continue;
    throw new RateLimited(Math.ceil((first + withinMs - at) / 1000));
  }
  model.written = [...written, at];
}
