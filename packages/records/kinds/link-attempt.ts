/** One try to link a person on Discord with an account on GitHub: what each of the two has said, until it is decided. */
import { Outgoing, Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { deriveId } from '../ids.ts';
import { GitHubAccount } from './identity.ts';

/**
 * `waiting`: for somebody to enter the code on GitHub; where no code is asked for, for the account's consent. `known`: which
 * account it is about. `binding`: both have agreed. The others are ends; `why` is a reason code.
 */
export const LinkState = z.enum(['waiting', 'known', 'binding', 'linked', 'failed']);
export type LinkState = z.infer<typeof LinkState>;

/** GitHub's device flow. `deviceCode`: locked, and gone once it has served. Times: epoch milliseconds. */
const Device = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  url: z.string(),
  intervalSeconds: z.number(),
  /** Nobody asks GitHub before that. */
  pollAt: z.number(),
  /** GitHub does not know the code any more: its answer may have been lost with who asked. */
  isLost: z.optional(z.boolean()),
});

/** What the account said on GitHub. `at`: by GitHub's clock. */
const Consent = z.object({ accountId: z.number(), commentId: z.number(), at: z.number() });

export const LinkAttempt = z.object({
  kind: z.literal('link-attempt'),
  /** The code of the comment: made from the interaction id. */
  id: z.string(),
  version: z.number(),
  state: LinkState,
  person: z.object({ id: z.string(), name: z.string() }),
  /** The name on Discord that nobody else has; the id where Discord tells none. */
  username: z.string(),
  device: z.optional(Device),
  account: z.optional(GitHubAccount),
  /** When the person said on Discord that it is this account. */
  confirmed: z.optional(z.object({ accountId: z.number(), at: z.number() })),
  consent: z.optional(Consent),
  why: z.optional(z.string()),
  reply: Reply,
  requestedAt: z.number(),
  updatedAt: z.number(),
  /** Epoch milliseconds from which nothing counts any more. */
  endsAt: z.number(),
  outbox: z.array(Outgoing),
  expiresAt: z.number(),
});
export type LinkAttempt = z.infer<typeof LinkAttempt>;

const LEGAL: Record<LinkState, readonly LinkState[]> = {
  waiting: ['waiting', 'known', 'failed'],
  known: ['known', 'binding', 'failed'],
  binding: ['binding', 'linked', 'failed'],
  linked: ['linked'],
  failed: ['failed'],
};

/** Whom it is about never changes, and nothing is bound before both have said so about the same account. */
export function isLegalLinkChange(previous: LinkAttempt, next: LinkAttempt): boolean {
  const account = next.account?.id;
  const isAgreed =
    account !== undefined && next.confirmed?.accountId === account && next.consent?.accountId === account;
  return (
    LEGAL[previous.state].includes(next.state) &&
    next.person.id === previous.person.id &&
    (previous.account === undefined || previous.account.id === account) &&
    (isAgreed || (next.state !== 'binding' && next.state !== 'linked'))
  );
}

export function isLinkEnded({ state }: Pick<LinkAttempt, 'state'>): boolean {
  return state === 'linked' || state === 'failed';
}

/** The same for every replay of the interaction. */
export function linkAttemptId(interactionId: string): string {
  const code = deriveId(10, interactionId, 'link');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}
