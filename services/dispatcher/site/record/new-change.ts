/** The record of a change of the site, as it is proposed. */
import { type CommandRequested, cutText } from '@valine/contracts';
import { expiryOf, type SiteChange, siteChangeId } from '@valine/records';
import type { UxSection } from '@valine/settings';
import type { UxIntent } from '@valine/site-edit';
import type { SectionSeen } from '../section/look.ts';
import { branchOf } from './texts.ts';

/** How long who asked may decide. */
const DECIDE_WITHIN_MS = 3_600_000;

type Wanted = { asked: SiteChange['asked']; intent: UxIntent; section: UxSection; notice?: string };

/** What is longer stands in the diff, whole. UTF-16 units. */
const VALUE_LENGTH = 500;

/** `now`: epoch milliseconds. */
export function newSiteChange(
  request: CommandRequested,
  { asked, intent, section, notice }: Wanted,
  look: Extract<SectionSeen, { ok: true }>,
  repository: string,
  now: number,
): SiteChange {
  const id = siteChangeId(request.id);
  return {
    kind: 'site-change',
    id,
    version: 1,
    state: 'proposed',
    repository,
    asked,
    ...(notice === undefined ? {} : { notice }),
    section: intent.section,
    wanted: intent.changes,
    file: section.file,
    ...seenIn(look),
    preview: 1,
    branch: branchOf(id, intent.section),
    requestedBy: request.person,
    reply: request.reply,
    requestedAt: request.requestedAt,
    updatedAt: now,
    decideBy: now + DECIDE_WITHIN_MS,
    applied: [request.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

/** What a record keeps of a look. */
export function seenIn({
  base,
  blobSha,
  changes,
  diff,
}: Extract<SectionSeen, { ok: true }>): Pick<SiteChange, 'base' | 'blobSha' | 'changes' | 'diff'> {
  const shown = changes.map(({ from, to, ...change }) => ({
    ...change,
    ...(from === undefined ? {} : { from: cutText(from, VALUE_LENGTH) }),
    to: cutText(to, VALUE_LENGTH),
  }));
  return { base: { branch: base.name, sha: base.sha, tree: base.tree }, blobSha, changes: shown, diff };
}
