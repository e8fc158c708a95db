/**
 * GitHub's log of what its webhooks delivered: one entry for each try, the newest first, in pages by cursor. A try that
 * fails is not made again unless somebody asks.
 * https://docs.github.com/en/rest/repos/webhooks#list-deliveries-for-a-repository-webhook
 */
import { Refusal } from '../refusal.ts';

const DAY_MS = 86_400_000;
/** So long a delivery is kept, and can be sent again. */
const DELIVERIES_KEPT_MS = 3 * DAY_MS;

/** `at`: epoch milliseconds of the try. */
type Logged = { id: number; at?: number };

/** `log`: the oldest first, as it was written. `cursor`: where the page before has ended. */
export function deliveriesPage<T extends Logged>(
  log: readonly T[],
  { perPage, cursor }: { perPage: number; cursor?: string | undefined },
): { page: T[]; next?: string } {
  const [, before] = /^v1_(\d+)$/.exec(cursor ?? '') ?? [];
  const left = log.toReversed().filter(({ id }) => before === undefined || id < Number(before));
  const page = left.slice(0, perPage);
  const last = page.at(-1);
  return { page, ...(last !== undefined && left.length > page.length && { next: `v1_${last.id}` }) };
}

/** The entry, if it can be sent again. @throws Refusal 404 */
export function redeliverable<T extends Logged>(log: readonly T[], id: number, now: number): T {
  const found = log.find((each) => each.id === id);
  if (found === undefined || now - (found.at ?? now) >= DELIVERIES_KEPT_MS) throw new Refusal(404, 'Not Found');
  return found;
}
