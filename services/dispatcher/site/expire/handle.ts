/** `site-change.expire`: looks whether who asked has decided, again and again until the time is over. */
import type { SiteChangeExpire } from '@valine/contracts';
import { MAX_DELAY_SECONDS, RetryLater } from '@valine/lambda-kit';
import { isChangeOverdue } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { siteChangeRules } from '../record/change-rules.ts';

/** A press in time may still wait for GitHub: no longer than that. */
const GRACE_MS = 10 * 60_000;

/** Whoever presses a button after its time has it expire as well. @throws RetryLater while it waits */
export async function handleSiteChangeExpire(ports: Ports, { id, changeId }: SiteChangeExpire): Promise<void> {
  const looked = await changeOwner(ports, siteChangeRules, {
    source: id,
    ownerId: changeId,
    decide(change) {
      if (isChangeOverdue(change, ports.clock.now() - GRACE_MS))
        return { verdict: 'expired' as const, next: { ...change, state: 'expired' as const } };
      return { verdict: change.state === 'proposed' ? ('waits' as const) : ('decided' as const) };
    },
  });
  if (looked?.verdict !== 'waits') return;
  const seconds = Math.ceil((looked.owner.decideBy + GRACE_MS - ports.clock.now()) / 1000);
  throw new RetryLater(Math.min(Math.max(1, seconds), MAX_DELAY_SECONDS), `nobody has decided about ${changeId} yet`);
}
