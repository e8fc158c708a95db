/** Who we are to GitHub: an installation of an App (preferred), or the owner of a token. */

export type GitHubAuth = { token: string } | { appId: string; privateKey: string; installationId: string };

/** The settings of the same names, as far as they are set, as they were parsed. */
export type GitHubCredentials = {
  GITHUB_TOKEN?: string;
  GITHUB_APP_ID?: string;
  GITHUB_APP_PRIVATE_KEY?: string;
  GITHUB_INSTALLATION_ID?: string;
};

/** @throws Error that says what to set when neither an App nor a token is complete. */
export function chooseAuth(credentials: GitHubCredentials): GitHubAuth {
  const { GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_INSTALLATION_ID, GITHUB_TOKEN } = credentials;
  if (GITHUB_APP_ID && GITHUB_APP_PRIVATE_KEY && GITHUB_INSTALLATION_ID) {
    return { appId: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY, installationId: GITHUB_INSTALLATION_ID };
  }
  if (GITHUB_TOKEN) return { token: GITHUB_TOKEN };
  throw new Error(
    'No GitHub credentials. Set GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID together, or GITHUB_TOKEN.',
  );
}
