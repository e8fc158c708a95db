/** What to do about refusals that have nothing to do with what the token may: GitHub tells them apart by its words alone. */
import type { GitHubError, GitHubFailure } from './github-error.ts';

/** What GitHub refuses for good, in a word. */
export type GitHubRefusal =
  | 'access_restricted'
  | 'permission_missing'
  | 'ruleset_forbids'
  | 'issue_locked'
  | 'repository_archived'
  | 'credentials_refused'
  | 'not_there'
  | 'request_refused';

/** Who is let in, and from where, is decided by the organisation. */
const REFUSALS: readonly (readonly [said: RegExp, code: GitHubRefusal, advice: string])[] = [
  [
    /IP address is not permitted|IP allow list/i,
    'access_restricted',
    'The organisation lets in known IP addresses only: an owner of it has to allow the address that this installation calls from (Settings, Authentication security, IP allow list); a function in AWS has a fixed one only behind a NAT gateway.',
  ],
  [
    /SAML/i,
    'access_restricted',
    'The organisation asks for single sign-on: authorise the token for it (Settings, Personal access tokens, Configure SSO), or use a GitHub App that is installed there.',
  ],
  [
    /installation has been suspended/i,
    'access_restricted',
    "The App's installation is suspended: an owner has to unsuspend it (Settings, GitHub Apps, Configure).",
  ],
  [
    /resource not accessible by integration/i,
    'permission_missing',
    "Give the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read), and accept it on the installation's page: until then it does not count.",
  ],
  [
    /rule violations found/i,
    'ruleset_forbids',
    'A ruleset of the repository stands against it: change the rule, or put the identity of this installation on its bypass list (Settings, Rules, Rulesets). Branches of tasks begin with “valine/”.',
  ],
  [
    /issue is locked/i,
    'issue_locked',
    'Unlock its conversation, or let the identity of this installation write to the repository: then it may comment all the same.',
  ],
  [
    /repository was archived/i,
    'repository_archived',
    'The repository is archived, so it can only be read: unarchive it, or set another GITHUB_REPOSITORY.',
  ],
];

/**
 * Undefined where the reason alone says what to do. `accepted`: permissions that GitHub would have taken, as it names them:
 * `contents=write`, or `issues=write; pull_requests=write` where either of them does.
 */
export function refusalAdvice(detail = '', accepted?: string): string | undefined {
  if (accepted !== undefined && LACKS.test(detail)) return permissionAdvice(accepted);
  return REFUSALS.find(([said]) => said.test(detail))?.[2];
}

/** By GitHub's words, where they say more than the reason. */
export function refusalCode({ reason, detail }: Pick<GitHubError, 'reason' | 'detail'>): GitHubRefusal {
  return REFUSALS.find(([said]) => said.test(detail))?.[1] ?? CODE_OF[reason];
}

/** What passes by itself is refused for good only where nobody waits any longer. */
const CODE_OF: Record<GitHubFailure, GitHubRefusal> = {
  unauthorized: 'credentials_refused',
  forbidden: 'permission_missing',
  not_found: 'not_there',
  invalid: 'request_refused',
  rate_limited: 'request_refused',
  unavailable: 'request_refused',
};

const LACKS = /resource not accessible by (integration|personal access token)/i;

function permissionAdvice(accepted: string): string {
  const named = accepted.replaceAll(';', ' or').replaceAll('=', ': ').replaceAll('_', ' ');
  return `It lacks a permission: give the App or the token “${named}”; what an App is given has to be accepted on the installation's page before it counts.`;
}

export function installationAdvice(): string {
  return 'No token could be had for the App: check GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID, and that the App is installed on the repository.';
}

export function privateKeyAdvice(): string {
  return "Set GITHUB_APP_PRIVATE_KEY to the whole content of the .pem file that the App's page gives (Generate a private key).";
}
