/** Everything that was asked for is in the audit, once, and the audit hangs together. */
import { auditKey, headProblemOf, isWhole, NO_ENTRY, sealProblemOf } from '@valine/audit';
import { reasonCodeOf } from '@valine/contracts';
import { AUDIT_HEAD_ID, type AuditEntry, linkAttemptId } from '@valine/records';
import { ADMISSION_KEY } from '../../people/admission-key.ts';
import type { World } from '../../world.ts';
import { siteChangesOf } from '../github/site-changes.ts';
import { commentsOf, runsOf, tasksOf, trackingsOf } from '../one-message.ts';
import { CANARY } from '../secrets.ts';

const KEY = auditKey(ADMISSION_KEY);

function entriesOf({ store }: World): AuditEntry[] {
  const entries = store.all().filter((record) => record.kind === 'audit');
  return entries.toSorted((one, other) => one.seq - other.seq);
}

export function checkAudit(world: World): void {
  const entries = entriesOf(world);
  checkChain(world, entries);
  const byAsked = Map.groupBy(entries, ({ of }) => of);
  for (const [of, its] of byAsked)
    if (its.length > 1) world.engine.report('one entry in the audit for an interaction', `${of} has ${its.length}`);
  checkAllAreThere(world, byAsked);
  for (const entry of entries) checkEntry(world, entry);
}

function checkChain({ engine, store }: World, entries: readonly AuditEntry[]): void {
  const broken = (says: string) => engine.report('the audit is a chain', says);
  let before = NO_ENTRY;
  for (const entry of entries) {
    const { seq, previous } = entry;
    if (seq !== before.seq + 1) broken(`${seq} follows ${before.seq}`);
    if (previous.hash !== before.hash || previous.expiresAt !== before.expiresAt) broken(`${seq} is not bound`);
    if (!isWhole(entry) || sealProblemOf(entry, KEY) !== undefined) broken(`${seq} is not whole`);
    before = entry;
  }
  const head = store.get('audit-head', AUDIT_HEAD_ID);
  if (head === undefined) {
    if (entries.length > 0) broken('it has no head');
    return;
  }
  if (headProblemOf(head, KEY) !== undefined) broken('its head is not sealed');
  if (head.entry.seq !== before.seq) broken(`its head names ${head.entry.seq}, and it ends with ${before.seq}`);
}

/** What ingress took has ended; whoever is no member of the team is not always entered. */
function checkAllAreThere(world: World, byAsked: ReadonlyMap<string, unknown>): void {
  const missing = (id: string) => world.engine.report('everything that was asked for is in the audit', id);
  for (const id of world.chronicle.accepted.keys()) if (!byAsked.has(id)) missing(id);
  for (const { id, effects } of commentsOf(world)) {
    const isRefused = effects.some(({ params }) => params['content'] === '-1');
    if (effects.length > 0 && !isRefused && !byAsked.has(id)) missing(id);
  }
}

/** Ingress has refused it, and told so itself: nothing of it is anywhere else. What it was not sure to have sent may have been done. */
function isOfTheDoor({ chronicle, engine }: World, { of, facts }: AuditEntry): boolean {
  if (chronicle.accepted.has(of) || facts.outcome !== 'refused') return false;
  engine.coverage.sometimes('a refusal at the door is in the audit');
  return true;
}

function checkEntry(world: World, entry: AuditEntry): void {
  const { of, facts } = entry;
  const { engine, store } = world;
  engine.coverage.sometimes(`an entry of the audit: ${facts.outcome}`);
  // Where the site is may be seen by everybody.
  const { frontend_url: _, ...options } = facts.options;
  if (JSON.stringify({ ...facts, options }).includes(CANARY)) engine.report('no secret in the audit', of);
  if (facts.askedBy === 'comment' || facts.outcome === 'unknown' || isOfTheDoor(world, entry)) return;
  const settings = store.all().filter((record) => record.kind === 'deploy-setting');
  const owners = [...runsOf(world), ...tasksOf(world), ...trackingsOf(world), ...siteChangesOf(world), ...settings];
  const changed = owners.filter(({ applied }) => applied.includes(of));
  const isLink = store.get('link-attempt', linkAttemptId(of)) !== undefined;
  const isAboutIt = isLink || changed.some(({ id }) => id === facts.about) || store.get('request', of) !== undefined;
  const told = world.chronicle.newest.get(`reply:${of}`)?.message;
  // What it began goes on telling how it stands, and may say why it failed.
  const isCard = isLink || changed.some(({ kind, applied: [first] }) => first === of || kind === 'deploy-setting');
  if (!isAboutIt || (!isCard && told !== undefined && reasonCodeOf(told) !== facts.reasonCode))
    engine.report('the audit says what people are told', `${of}: ${JSON.stringify(facts)}, told: ${told?.content}`);
}
