/** What the hourly checks have found, and what of it the team knows. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { Standing } from './standing.ts';

/** A stage has one for each area that is looked at. */
export const SET_UP_IDS = { github: 'set-up', discord: 'set-up-discord' } as const;

export const SetUp = z.object({
  kind: z.literal('set-up'),
  id: z.enum(Object.values(SET_UP_IDS)),
  version: z.number(),
  /** Epoch milliseconds of the newest slot that was looked at: what an earlier one has seen changes nothing any more. */
  slotAt: z.number(),
  /** By check. Of one that is not here, the team believes that all is well. */
  checks: z.record(z.string(), Standing),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type SetUp = z.infer<typeof SetUp>;

/** Time goes on, and nothing is told of a check that was not about to turn. */
export function isLegalSetUpChange(previous: SetUp, next: SetUp): boolean {
  const turned = Object.entries(next.checks).filter(
    ([check, { told }]) => told !== (previous.checks[check]?.told ?? 'good'),
  );
  return next.slotAt > previous.slotAt && turned.every(([check]) => previous.checks[check]?.isTurning === true);
}
