/** Whether somebody may decide about a change of the site, and what becomes of it then. Pure. */
import type { Person } from '@valine/contracts';
import { type GitHubAccount, isChangeOverdue, type SiteChange } from '@valine/records';
import { seenIn } from '../record/new-change.ts';
import type { SectionSeen } from '../section/look.ts';

export type DecisionRefusal =
  | 'not_requester'
  | 'change_expired'
  | 'change_confirmed'
  | 'change_cancelled'
  | 'change_dropped'
  | 'preview_outdated';

/** `moved`: the file has changed since, so that it is previewed anew. `dropped`: it cannot be made any more. */
export type Decision = {
  verdict: DecisionRefusal | 'confirmed' | 'cancelled' | 'moved' | 'dropped';
  next?: SiteChange;
};

/** `at`: when it was pressed; it may have waited since, for GitHub, say. Epoch milliseconds. */
export type Press = { person: Pick<Person, 'id'>; preview: number; at: number };

/** Undefined for who may decide. */
export function refusalOf(change: SiteChange, { person, preview, at }: Press): Decision | undefined {
  if (isChangeOverdue(change, at)) return { verdict: 'change_expired', next: { ...change, state: 'expired' } };
  // Whose it is comes first: others need not learn how it stands.
  if (person.id !== change.requestedBy.id) return { verdict: 'not_requester' };
  switch (change.state) {
    case 'proposed':
      return preview === change.preview ? undefined : { verdict: 'preview_outdated' };
    case 'opening':
    case 'opened':
      return { verdict: 'change_confirmed' };
    case 'cancelled':
      return { verdict: 'change_cancelled' };
    case 'expired':
      return { verdict: 'change_expired' };
    case 'dropped':
      return { verdict: 'change_dropped' };
  }
}

export function decideCancel(change: SiteChange, press: Press): Decision {
  return refusalOf(change, press) ?? { verdict: 'cancelled', next: { ...change, state: 'cancelled' } };
}

/**
 * `look`: what the change would be of the file as it stands now; undefined where it was not looked at. `account`: of who asked, where
 * they are linked.
 */
export function decideConfirm(
  change: SiteChange,
  press: Press,
  look: SectionSeen | undefined,
  account?: GitHubAccount,
): Decision {
  const refusal = refusalOf(change, press);
  if (refusal !== undefined || look === undefined) return refusal ?? { verdict: 'preview_outdated' };
  if (!look.ok) return { verdict: 'dropped', next: { ...change, state: 'dropped', why: look.problem } };
  const seen = seenIn(look);
  const isSame = seen.blobSha === change.blobSha && seen.diff === change.diff;
  if (isSame)
    return { verdict: 'confirmed', next: { ...change, ...seen, state: 'opening', ...(account && { account }) } };
  return { verdict: 'moved', next: { ...change, ...seen, preview: change.preview + 1 } };
}
