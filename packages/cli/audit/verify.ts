/** `valine audit --verify`: whether the audit is as it was written. */
import { verifyAudit } from '@valine/audit';
import type { Connection } from '../terminal/ports.ts';
import type { Finding } from '../terminal/with-connection.ts';
import { notWholeMessage, wholeMessage } from './texts.ts';

export type Anchor = { seq: number; hash: string };

type Options = { anchor?: Anchor; earlierKey?: readonly string[] };

/** A read for each entry. */
export async function verifyFinding(
  { store, where, auditKeys }: Connection,
  { anchor, earlierKey = [] }: Options,
  now: number,
): Promise<Finding> {
  const keys = await auditKeys(earlierKey);
  const verified = await verifyAudit({ store, keys, now, ...(anchor && { anchor }) });
  const { entries, oldest, newest, problems } = verified;
  const [first] = problems;
  const value = { entries, oldest: placeOf(oldest), newest: placeOf(newest), problems };
  if (first === undefined) return { value, text: wholeMessage(verified, where) };
  return { value, text: '', failed: notWholeMessage(verified, where) };
}

function placeOf(entry: { seq: number; hash: string; recordedAt: number } | undefined) {
  return entry && { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
}
