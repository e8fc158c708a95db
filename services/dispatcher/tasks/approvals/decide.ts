/** Whether what an agent wrote is approved: by people who may write here, and of its very head. Pure. */
import { cutText, type TurnReason } from '@valine/contracts';
import type { CollaboratorPermission, FoundReviews } from '@valine/github';
import { isAgent } from './agents.ts';

/** `logins`: of the agents, in small letters. `givers`: who gave one the task; without a login where that is not known. */
export type ApprovalRule = {
  needed: number;
  logins: readonly string[];
  givers: readonly { name: string; login?: string | undefined }[];
};

/** What a person may do; undefined where it could not be read. */
export type Permissions = ReadonlyMap<string, CollaboratorPermission | undefined>;

export type ApprovalsReason = Extract<TurnReason, { is: 'agent approvals' }>;

/** A person's name on Discord has 32 characters. */
const NAME_LENGTH = 32;

/** Nobody else can have approved alone what they had made. */
const WITHOUT_KNOWING = 2;

/** Logins of the people who approve that head by their last review, each once. Their permissions are read next. */
export function approversOf(
  headSha: string,
  { reviews }: FoundReviews,
  { logins }: Pick<ApprovalRule, 'logins'>,
): string[] {
  return reviews
    .filter((review) => review.is === 'approved' && review.headSha === headSha)
    .filter(({ login, isPerson = false }) => !isAgent({ login, isPerson }, logins))
    .map(({ login }) => login);
}

/** What is missing; undefined where nothing is. Reviews that were not all seen count for nothing: a later one may take back an earlier one. */
export function missingApprovals(
  headSha: string,
  reviews: FoundReviews,
  permissions: Permissions,
  rule: ApprovalRule,
): ApprovalsReason | undefined {
  const approvers = reviews.isWhole ? approversOf(headSha, reviews, rule) : [];
  const valid = approvers.filter((login) => MAY_WRITE.includes(permissions.get(login)));
  const isUnseen = !reviews.isWhole || approvers.some((login) => permissions.get(login) === undefined);
  const needed = Math.max(rule.needed, 1);
  const doubt = valid.length < WITHOUT_KNOWING ? doubtAbout(valid, rule) : {};
  if (valid.length >= needed && Object.keys(doubt).length === 0) return undefined;
  return {
    is: 'agent approvals',
    have: valid.length,
    needed: Object.keys(doubt).length === 0 ? needed : Math.max(needed, WITHOUT_KNOWING),
    ...doubt,
    ...(isUnseen ? { isUnseen } : {}),
  };
}

/** `writers`: logins, in small letters. `unknown`: how many others have written some of it, or may have; `hasAddress`: some by an address of no account. */
export type FourEyesRule = Pick<ApprovalRule, 'logins'> & {
  writers: readonly string[];
  unknown: number;
  hasAddress?: boolean;
};

export type FourEyesReason = Extract<TurnReason, { is: 'four eyes' }>;

/** An approval of who wrote it counts for nothing here; undefined where there is one of somebody else. */
export function missingEyes(
  headSha: string,
  reviews: FoundReviews,
  permissions: Permissions,
  { unknown, hasAddress, writers, ...rule }: FourEyesRule,
): FourEyesReason | undefined {
  const approvers = reviews.isWhole ? approversOf(headSha, reviews, rule) : [];
  const [own, others] = [true, false].map((is) =>
    approvers.filter((login) => writers.includes(login.toLowerCase()) === is),
  );
  const valid = (others ?? []).filter((login) => MAY_WRITE.includes(permissions.get(login)));
  // Each of them may be one who has approved.
  if (valid.length > unknown) return undefined;
  const isUnseen = !reviews.isWhole || others?.some((login) => permissions.get(login) === undefined);
  return {
    is: 'four eyes',
    ...(own?.length ? { writers: own.slice(0, MOST_NAMED) } : {}),
    ...(unknown > 0 ? { unknown, ...(hasAddress ? { hasAddress } : {}) } : {}),
    ...(isUnseen ? { isUnseen } : {}),
  };
}

const MOST_NAMED = 3;

const MAY_WRITE: readonly (CollaboratorPermission | undefined)[] = ['admin', 'write'];

/** Of one approval, or none: it may be that of who gave the task. */
function doubtAbout(
  approvers: readonly string[],
  { givers }: ApprovalRule,
): Pick<ApprovalsReason, 'giver' | 'unknown'> {
  const giver = givers.find(({ login }) => approvers.some((each) => each.toLowerCase() === login?.toLowerCase()));
  if (giver !== undefined) return { giver: cutText(giver.name, NAME_LENGTH) };
  const unknown = givers.find(({ login }) => login === undefined);
  return unknown === undefined ? {} : { unknown: cutText(unknown.name, NAME_LENGTH) };
}
