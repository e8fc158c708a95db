/** A chain of some entries, in a table that tests may alter as whoever can write to it can. */
import { createSecretKey } from 'node:crypto';
import type { AuditEntry, AuditFacts, AuditHead, RecordStore } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { manualClock } from '@valine/testing';
import { entryAfter, headAt, NO_ENTRY } from './chain.ts';
import { type VerifyOptions, verifyAudit } from './verify.ts';

export const KEY = createSecretKey(new Uint8Array(32).fill(7));
export const DAYS = 400;

export type Table = Map<string, unknown>;
export type TestChain = Awaited<ReturnType<typeof testChain>>;

export function buildFacts(change: Partial<AuditFacts> = {}): AuditFacts {
  return {
    askedBy: 'command',
    what: '/plan',
    person: { id: '1', name: 'Ada', login: 'ada-on-github' },
    place: { guildId: '10', channelId: '500' },
    options: { label: 'ready' },
    outcome: 'done',
    about: 'plan-1',
    askedAt: Date.UTC(2026, 2, 2, 9),
    ...change,
  };
}

/** `everyMs`: between one entry and the next. */
export async function testChain(length: number, { everyMs = 60_000, key = KEY } = {}) {
  const clock = manualClock();
  const table: Table = new Map();
  const store: RecordStore = createMemoryStore(clock, structuredClone, { records: table });
  let head: AuditHead | undefined;
  for (let seq = 1; seq <= length; seq += 1) {
    const facts = buildFacts({ askedAt: clock.now(), person: { id: String(seq % 3), name: `Person ${seq % 3}` } });
    const made = { of: `i${seq}`, facts, recordedAt: clock.now(), days: DAYS };
    const entry: AuditEntry = entryAfter(head?.entry ?? NO_ENTRY, made, key);
    head = headAt(entry, head, key);
    table.set(`audit#${seq}`, entry);
    clock.advance(everyMs);
  }
  if (head !== undefined) table.set('audit-head#audit', head);
  const verify = (more: Partial<VerifyOptions> = {}) => verifyAudit({ store, keys: [key], now: clock.now(), ...more });
  return { table, store, clock, verify };
}
