/** Calls that nobody confirmed and that may still land, overwriting what a later one has shown. */
import type { PostedMessage } from '@valine/records';

type Unsettled = NonNullable<PostedMessage['unsettled']>;

/** Of the open claim and those before it; undefined when all of them have landed or never will. */
export function findUnsettled(
  { claim, unsettled }: PostedMessage,
  quarantineMs: number,
  now: number,
): Unsettled | undefined {
  const open =
    claim === undefined || claim.unconfirmed === 0
      ? []
      : [{ until: claim.leaseUntil + quarantineMs, fingerprints: claim.fingerprints }];
  const all = [...open, ...(unsettled === undefined ? [] : [unsettled])].filter(({ until }) => until > now);
  if (all.length === 0) return undefined;
  return {
    until: Math.max(...all.map(({ until }) => until)),
    fingerprints: [...new Set(all.flatMap(({ fingerprints }) => fingerprints))],
  };
}
