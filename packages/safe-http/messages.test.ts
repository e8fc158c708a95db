import { expect, it } from 'vitest';
import * as messages from './messages.ts';

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
