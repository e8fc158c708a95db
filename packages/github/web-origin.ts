/** Where the pages of a GitHub are whose API is known. */

/**
 * `https://api.github.com` has them at `https://github.com`; so has Enterprise Cloud with data residency
 * (`https://api.acme.ghe.com`). A server of one's own (`https://ghe.example.com/api/v3`) has both in one place, as a sandbox has.
 */
export function webOriginOf(apiUrl: string): string {
  const { protocol, host, origin } = new URL(apiUrl);
  return /^api\.(?:github\.com|[\w-]+\.ghe\.com)$/.test(host) ? `${protocol}//${host.slice('api.'.length)}` : origin;
}
