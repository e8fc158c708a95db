/**
 * Who is who: a person on Discord and an account on GitHub, each with a record that names the other. A link is in force while
 * both name the same attempt: so one person has one account, and one account one person, whatever a crash leaves behind.
 */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** A link does not run out: the end of the year 9999, in epoch seconds. */
export const NEVER = 253_402_300_799;

/** GitHub's id, which stays, and the login, which may change. */
export const GitHubAccount = z.object({ id: z.number(), login: z.string() });
export type GitHubAccount = z.infer<typeof GitHubAccount>;

/** `attempt`: by which it was made. `by`: the admin who said so, where nobody was asked for a proof. */
export const IdentityLink = z.object({
  attempt: z.string(),
  account: GitHubAccount,
  at: z.number(),
  by: z.optional(z.string()),
  /** Whether whose turn it is is told them in a direct message, as they have said. `at`: when they did, in epoch milliseconds. */
  direct: z.optional(z.object({ is: z.boolean(), at: z.number() })),
});
export type IdentityLink = z.infer<typeof IdentityLink>;

export const Identity = z.object({
  kind: z.literal('identity'),
  /** Discord user id. */
  id: z.string(),
  version: z.number(),
  /** The newest attempt: no other one can link. `at`: when it was asked for. */
  attempt: z.optional(z.object({ id: z.string(), at: z.number() })),
  /** What is meant to be: in force once the account's record says the same. */
  link: z.optional(IdentityLink),
  /** How it was last untied: what was asked for before that links nothing any more. `by`: the interaction. */
  untied: z.optional(
    z.object({ at: z.number(), by: z.string(), login: z.optional(z.string()), attempt: z.optional(z.string()) }),
  ),
  outbox: z.array(Outgoing),
  expiresAt: z.number(),
});
export type Identity = z.infer<typeof Identity>;

export const Account = z.object({
  kind: z.literal('account'),
  /** GitHub's id, as text. */
  id: z.string(),
  version: z.number(),
  /** `at`: when its owner consented, by GitHub's clock. */
  link: z.optional(z.object({ attempt: z.string(), personId: z.string(), at: z.number() })),
  /** How its owner last untied it on GitHub: a consent from before that counts no more. `at`: by GitHub's clock. `by`: the comment. */
  untied: z.optional(z.object({ at: z.number(), by: z.string() })),
  outbox: z.array(Outgoing),
  expiresAt: z.number(),
});
export type Account = z.infer<typeof Account>;

/** True where both records say so, by the same attempt: what one of them says alone is no link. */
export function isInForce(
  identity: Pick<Identity, 'id' | 'link'> | undefined,
  account: Pick<Account, 'id' | 'link'> | undefined,
): boolean {
  if (identity?.link === undefined || account?.link === undefined) return false;
  return (
    identity.link.attempt === account.link.attempt &&
    String(identity.link.account.id) === account.id &&
    account.link.personId === identity.id
  );
}
