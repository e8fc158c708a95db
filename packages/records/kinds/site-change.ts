/** A change to the site that somebody asked for: from its preview to the draft pull request that makes it. */
import { Person, Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { deriveId } from '../ids.ts';
import { areLegalEffects, ownerFields } from './effect-record.ts';
import { GitHubAccount } from './identity.ts';

/**
 * `proposed`: previewed, and waiting for who asked. `opening`: confirmed, and on its way to `opened`, its pull request.
 * `expired`: nobody decided in time. `dropped`: it cannot be made any more.
 */
export const SiteChangeState = z.enum(['proposed', 'opening', 'opened', 'cancelled', 'expired', 'dropped']);
export type SiteChangeState = z.infer<typeof SiteChangeState>;

/** One property of the section, as it reads before and after. `line`: from 1, of the file before. */
export const PropertyChange = z.object({
  property: z.string(),
  from: z.optional(z.string()),
  to: z.string(),
  line: z.number(),
});
export type PropertyChange = z.infer<typeof PropertyChange>;

export const SiteChange = z.object({
  kind: z.literal('site-change'),
  /** `change-` and 10 characters made from the interaction id. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  state: SiteChangeState,
  /** `owner/name`. */
  repository: z.string(),
  /** In whose words it was asked for. `isInWords`: a language model read them. */
  asked: z.object({ text: z.string(), isInWords: z.boolean() }),
  /** What who asked should know besides. */
  notice: z.optional(z.string()),
  section: z.string(),
  wanted: z.array(z.object({ property: z.string(), value: z.string() })),
  /** Path in the repository. */
  file: z.string(),
  /** The commit that was looked at: the default branch, its newest commit, and the tree of that. */
  base: z.object({ branch: z.string(), sha: z.string(), tree: z.string() }),
  /** Of the file there. */
  blobSha: z.string(),
  /** Which one is shown, from 1: the file may have changed since the one before. */
  preview: z.number(),
  changes: z.array(PropertyChange),
  /** Unified. */
  diff: z.string(),
  /** The branch it is made on. */
  branch: z.string(),
  pullRequest: z.optional(z.object({ number: z.number(), url: z.string() })),
  /** Why it was dropped, for people. */
  why: z.optional(z.string()),
  requestedBy: Person,
  /** Of theirs, as it was when they confirmed: absent where they are not linked. */
  account: z.optional(GitHubAccount),
  reply: Reply,
  /** Epoch milliseconds. */
  requestedAt: z.number(),
  updatedAt: z.number(),
  /** Epoch milliseconds after which it expires, if nobody has decided. */
  decideBy: z.number(),
  ...ownerFields,
});
export type SiteChange = z.infer<typeof SiteChange>;

const LEGAL: Record<SiteChangeState, readonly SiteChangeState[]> = {
  proposed: SiteChangeState.options,
  opening: ['opening', 'opened'],
  opened: ['opened'],
  cancelled: ['cancelled'],
  expired: ['expired'],
  dropped: ['dropped'],
};

/** What was confirmed is what is made: only a proposal takes another preview. */
export function isLegalSiteChange(previous: SiteChange, next: SiteChange): boolean {
  return (
    LEGAL[previous.state].includes(next.state) &&
    next.branch === previous.branch &&
    next.requestedBy.id === previous.requestedBy.id &&
    (previous.state === 'proposed' ? next.preview >= previous.preview : next.preview === previous.preview) &&
    areLegalEffects(previous.effects, next.effects)
  );
}

/** The id of the change that has this branch: both end alike. */
export function changeIdOf(branch: string): string | undefined {
  const [, digits] = /^valine\/ux-[a-z0-9-]+-([a-z0-9]+)$/.exec(branch) ?? [];
  return digits === undefined ? undefined : `change-${digits}`;
}

/** `now`: epoch milliseconds. */
export function isChangeOverdue({ state, decideBy }: Pick<SiteChange, 'state' | 'decideBy'>, now: number): boolean {
  return state === 'proposed' && now >= decideBy;
}

/** The same for every replay of the interaction. */
export function siteChangeId(interactionId: string): string {
  return `change-${deriveId(10, interactionId, 'site change')}`;
}
