/** What is said about URLs that are refused and about endpoints that did not answer. */
import type { UrlRefusal } from './url-policy.ts';

const REFUSALS: Readonly<Record<UrlRefusal, string>> = {
  too_long: 'The URL is too long. Give one of at most 2,048 characters.',
  forbidden_characters:
    'The URL has a space, a backslash or another character that no URL has. Copy it again, and write such characters percent-encoded (`%20` for a space).',
  not_a_url: 'This is no URL. Give a whole one that begins with `https://`, like `https://app.example.com/`.',
  not_https: 'The URL does not begin with `https://`. Give its `https://` form.',
  has_credentials: 'The URL has a name or a password before an `@`. Give it without them.',
  port_not_allowed:
    'The port of the URL is not admitted. Use 443 or 8443, or have an operator configure this address as the frontend or the API.',
  local_name:
    'The host is a name of a local network or machine, or no valid name. Give a public host name, like `app.example.com`.',
  domain_not_allowed:
    'The host is not in a domain that this team admits. Use one that is, or have an operator add its domain to `ALLOWED_DOMAINS`.',
  not_public_address:
    'The host is an address that is not on the public internet. Give the public host name of the service.',
  resolves_to_not_public:
    'The host name leads to an address that is not on the public internet. Give a name all of whose DNS records are public addresses.',
  not_resolved:
    'The host name leads to no address. Check how it is spelled and that its DNS record exists, then try again.',
};

/** One sentence why and one what to do; it never repeats the URL. */
export function urlRefusalText(reason: UrlRefusal): string {
  return REFUSALS[reason];
}

export function refusedRedirectText(to: URL, reason: UrlRefusal): string {
  return `It redirects to ${siteOf(to)}, where this may not follow: correct the redirect. ${urlRefusalText(reason)}`;
}

export function downgradeText(to: URL): string {
  return `It redirects from https to ${siteOf(to)}, where everyone on the way can read along: redirect to https.`;
}

export function redirectLoopText(): string {
  return 'It redirects in a circle: correct the redirects so that one ends in an answer.';
}

export function tooManyRedirectsText(limit: number): string {
  return `It redirects more than ${limit} times: shorten the chain, or give the URL at its end.`;
}

export function timeoutText(withinMs: number): string {
  return `It did not answer whole within ${withinMs} ms: see whether the service is up and how long it takes.`;
}

/** `code`: what the system calls the failure, like `ECONNREFUSED`. */
export function failureText(problem: 'connection' | 'tls' | 'bad_answer', code: string): string {
  switch (problem) {
    case 'connection':
      return `No connection came about or it broke off (${code}): see whether the service is up and reachable from outside.`;
    case 'tls':
      return `No safe connection came about (${code}): see whether the certificate is valid, whole and for this host name.`;
    case 'bad_answer':
      return `The answer was not whole or not HTTP (${code}): see the logs of the service or of the proxy before it.`;
  }
}

/** Without path and query, which may hold what is not to be shown; other schemes have no site. */
function siteOf({ protocol, origin }: URL): string {
  return protocol === 'https:' || protocol === 'http:' ? origin : `a \`${protocol}\` URL`;
}
