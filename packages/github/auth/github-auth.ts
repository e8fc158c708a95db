/** Who we are to GitHub: an installation of an App (preferred), or the owner of a token. */

export type GitHubAuth = { token: string } | AppAuth;

type AppAuth = {
  appId: string;
  privateKey: string;
  installationId: string;
  /** The key as it stands now, where it may change meanwhile. `isDoubted`: the one known was refused just now. */
  freshKey?: FreshKey;
};

type FreshKey = (isDoubted: boolean) => Promise<string>;

/** The settings of the same names, as far as they are set, as they were parsed. */
export type GitHubCredentials = {
  GITHUB_TOKEN?: string;
  GITHUB_APP_ID?: string;
  GITHUB_APP_PRIVATE_KEY?: string;
  GITHUB_INSTALLATION_ID?: string;
};

/**
 * `freshKey`: made of the App's key, tells how that stands later; without it the key stays as it is.
 * @throws Error that says what to set when neither an App nor a token is complete.
 */
export function chooseAuth(credentials: GitHubCredentials, freshKey?: (first: string) => FreshKey): GitHubAuth {
  const { GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_INSTALLATION_ID, GITHUB_TOKEN } = credentials;
  if (GITHUB_APP_ID && GITHUB_APP_PRIVATE_KEY && GITHUB_INSTALLATION_ID) {
    const app = { appId: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY, installationId: GITHUB_INSTALLATION_ID };
    return freshKey === undefined ? app : { ...app, freshKey: freshKey(app.privateKey) };
  }
  if (GITHUB_TOKEN) return { token: GITHUB_TOKEN };
  throw new Error(
    'No GitHub credentials. Set GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID together, or GITHUB_TOKEN.',
  );
}
