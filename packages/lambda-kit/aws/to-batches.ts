/** Cuts entries into calls that SQS accepts and that keep the order of every group. */
import type { QueueEntry } from '../ports.ts';
import { toBody } from './to-body.ts';

/** An entry with its body already written out. */
export type WrittenEntry = QueueEntry & { text: string };

const MAX_ENTRIES = 10;
/** The sum over one call that every SQS and every stand-in of it accepts. */
const MAX_BYTES = 256 * 1024;

/**
 * SQS may refuse one entry of a call and take those behind it, which would turn a group's order round; so no two
 * entries of a group share a call.
 */
export function toBatches(entries: readonly QueueEntry[]): WrittenEntry[][] {
  const batches: WrittenEntry[][] = [];
  for (const entry of entries) {
    const written = { ...entry, text: toBody(entry.body) };
    const batch = batches.at(-1);
    if (batch !== undefined && fits(batch, written)) batch.push(written);
    else batches.push([written]);
  }
  return batches;
}

function fits(batch: readonly WrittenEntry[], entry: WrittenEntry): boolean {
  const bytes = [...batch, entry].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const sameGroup = entry.group !== undefined && batch.some(({ group }) => group === entry.group);
  return batch.length < MAX_ENTRIES && bytes <= MAX_BYTES && !sameGroup;
}
