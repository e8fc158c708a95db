import { expect, it } from 'vitest';
import * as messages from './messages.ts';
import type { UrlRefusal } from './url-policy.ts';

const reasons: Record<UrlRefusal, true> = {
  too_long: true,
  forbidden_characters: true,
  not_a_url: true,
  not_https: true,
  has_credentials: true,
  port_not_allowed: true,
  local_name: true,
  domain_not_allowed: true,
  not_public_address: true,
  resolves_to_not_public: true,
  not_resolved: true,
};

it('says of every refusal why and what to do', () => {
  const texts = Object.keys(reasons).map((reason) => messages.urlRefusalText(reason as UrlRefusal));
  expect(texts.join('\n')).toMatchInlineSnapshot(`
    "The URL is too long. Give one of at most 2,048 characters.
    The URL has a space, a backslash or another character that no URL has. Copy it again, and write such characters percent-encoded (\`%20\` for a space).
    This is no URL. Give a whole one that begins with \`https://\`, like \`https://app.example.com/\`.
    The URL does not begin with \`https://\`. Give its \`https://\` form.
    The URL has a name or a password before an \`@\`. Give it without them.
    The port of the URL is not admitted. Use 443 or 8443, or have an operator configure this address as the frontend or the API.
    The host is a name of a local network or machine, or no valid name. Give a public host name, like \`app.example.com\`.
    The host is not in a domain that this team admits. Use one that is, or have an operator add its domain to \`ALLOWED_DOMAINS\`.
    The host is an address that is not on the public internet. Give the public host name of the service.
    The host name leads to an address that is not on the public internet. Give a name all of whose DNS records are public addresses.
    The host name leads to no address. Check how it is spelled and that its DNS record exists, then try again."
  `);
});

it('says of every redirect that is not followed where it leads and what to do', () => {
  const texts = [
    messages.refusedRedirectText(new URL('https://db.internal/?token=secret'), 'local_name'),
    messages.refusedRedirectText(new URL('file:///etc/passwd'), 'not_https'),
    messages.downgradeText(new URL('http://example.com/?token=secret')),
    messages.redirectLoopText(),
    messages.tooManyRedirectsText(5),
  ];
  expect(texts.join('\n')).toMatchInlineSnapshot(`
    "It redirects to https://db.internal, where this may not follow: correct the redirect. The host is a name of a local network or machine, or no valid name. Give a public host name, like \`app.example.com\`.
    It redirects to a \`file:\` URL, where this may not follow: correct the redirect. The URL does not begin with \`https://\`. Give its \`https://\` form.
    It redirects from https to http://example.com, where everyone on the way can read along: redirect to https.
    It redirects in a circle: correct the redirects so that one ends in an answer.
    It redirects more than 5 times: shorten the chain, or give the URL at its end."
  `);
});

it('says of every failure what it was and where to look', () => {
  const texts = [
    messages.timeoutText(5_000),
    messages.failureText('connection', 'ECONNREFUSED'),
    messages.failureText('tls', 'CERT_HAS_EXPIRED'),
    messages.failureText('bad_answer', 'HPE_INVALID_CONSTANT'),
  ];
  expect(texts.join('\n')).toMatchInlineSnapshot(`
    "It did not answer whole within 5000 ms: see whether the service is up and how long it takes.
    No connection came about or it broke off (ECONNREFUSED): see whether the service is up and reachable from outside.
    No safe connection came about (CERT_HAS_EXPIRED): see whether the certificate is valid, whole and for this host name.
    The answer was not whole or not HTTP (HPE_INVALID_CONSTANT): see the logs of the service or of the proxy before it."
  `);
});
