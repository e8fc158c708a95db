/** Who we are to GitHub, and what we may do there. */
import { GITHUB_PERMISSIONS, missingGitHubPermissions } from '@valine/requirements';
import { type Fact, known, needless, toldElsewhere } from '../../facts/fact.ts';
import type { SharedFacts } from '../../facts/facts.ts';
import type { AppIdentity, Identity, TokenIdentity } from '../../facts/github-facts.ts';
import { check, type Problem } from '../../judging/check.ts';
import { splitAdvice } from '../../judging/split-advice.ts';

const UNASKED = 'GitHub cannot be asked';
const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;
/** Beyond it GitHub refuses what an App signs. */
const MOST_SKEW_MS = 45_000;

export const identity = check(
  'github.identity',
  'the GitHub App and its installation, or the token: taken, not suspended, not about to end',
  ({ github }: SharedFacts) => github.identity,
  (value, { now }) => identityProblems(value, now),
);

export const permissions = check(
  'github.permissions',
  'the permissions of the App as its installation has them; of a token, only what it may read',
  ({ github }: SharedFacts) => taken(github.identity),
  (value) => (value.kind === 'app' ? missingOfApp(value) : missingOfToken(value)),
);

export const clock = check(
  'github.clock',
  'the clock of who asks GitHub: an App whose clock is wrong is refused',
  ({ github }: SharedFacts) => github.skewMs,
  (skewMs) => (Math.abs(skewMs) > MOST_SKEW_MS ? [skewed(skewMs)] : []),
);

function taken(fact: Fact<Identity>): Fact<AppIdentity | TokenIdentity> {
  if (fact.is !== 'known') return toldElsewhere(fact, UNASKED);
  return fact.value.kind === 'refused' ? needless(UNASKED) : known(fact.value);
}

function identityProblems(value: Identity, now: number): Problem[] {
  switch (value.kind) {
    case 'app':
      return appProblems(value);
    case 'token':
      return tokenProblems(value, now);
    case 'refused':
      return [
        splitAdvice(value.failure, 'Set a valid GITHUB_TOKEN, or the id, key and installation of the GitHub App.'),
      ];
  }
}

function appProblems({ isSuspended, coversRepository, page }: AppIdentity): Problem[] {
  return [
    ...(isSuspended
      ? [{ says: "The App's installation is suspended.", mend: `An owner has to unsuspend it: ${page}` }]
      : []),
    ...(coversRepository
      ? []
      : [{ says: 'The App is not installed on GITHUB_REPOSITORY.', mend: `Add the repository there: ${page}` }]),
  ];
}

function tokenProblems({ scopes, expiresAt }: TokenIdentity, now: number): Problem[] {
  const lacksScope = scopes !== undefined && !scopes.includes('repo');
  const endsIn = expiresAt === undefined ? Infinity : expiresAt - now;
  return [
    ...(lacksScope
      ? [
          {
            says: 'The token (classic) has no scope `repo`.',
            mend: `Give it that scope, or make a fine-grained one. ${setToken()}`,
          },
        ]
      : []),
    ...(endsIn < SOON_DAYS * DAY_MS ? [endsSoon(endsIn)] : []),
  ];
}

function endsSoon(milliseconds: number): Problem {
  const days = Math.max(0, Math.floor(milliseconds / DAY_MS));
  return {
    says: `The token ends in ${days} days.`,
    mend: `Make a new one, or use a GitHub App, which has none that ends. ${setToken()}`,
  };
}

function setToken(): string {
  return 'Then: pulumi config set --secret githubToken, and pulumi up.';
}

function missingOfApp({ asked, granted, page, slug }: AppIdentity): Problem[] {
  const notAsked = new Set(missingGitHubPermissions(asked));
  return missingGitHubPermissions(granted).map((permission) => ({
    says: `The installation of the App lacks “${permission.label}: ${permission.level}” (${permission.purpose}).`,
    mend: notAsked.has(permission)
      ? `Add it on the App's page (https://github.com/settings/apps/${slug}/permissions, or the organisation's), then accept it: ${page}`
      : `The App asks for it already: accept that on the installation's page: ${page}`,
  }));
}

function missingOfToken({ refused }: TokenIdentity): Problem[] {
  return GITHUB_PERMISSIONS.filter(({ key }) => refused.includes(key)).map(({ label, level, purpose }) => ({
    says: `The token may not read what needs “${label}” (${purpose}).`,
    mend: `Give the token “${label}: ${level}” for GITHUB_REPOSITORY (https://github.com/settings/personal-access-tokens).`,
  }));
}

function skewed(milliseconds: number): Problem {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const says = `The clock here is ${seconds} s ${milliseconds > 0 ? 'ahead of' : 'behind'} GitHub's.`;
  return { says, mend: 'Set the clock by a time server (timedatectl set-ntp true; macOS: Settings, Date & Time).' };
}
