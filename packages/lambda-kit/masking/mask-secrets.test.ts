import { describe, expect, it } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

const hex = '0123456789abcdef'.repeat(4);
const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
/** Put together here, so that nothing looks for an owner of it. */
const glue = (...parts: string[]) => parts.join('');

describe('a secret in a log', () => {
  it.each([
    ['GitHub token', glue('gh', 'p_', letters)],
    ['GitHub OAuth token', glue('gh', 'o_', letters)],
    ['GitHub server token', glue('gh', 's_', letters)],
    [
      'GitHub installation token',
      glue('gh', 's_123456_', 'ey', `JhbGciOiJSUzI1NiJ9.${letters.repeat(9)}.${letters}-_x`),
    ],
    ['GitHub token of old', glue('v1', '.', hex.slice(0, 40))],
    ['GitHub fine-grained token', glue('github', '_pat_', letters, '_', letters)],
    ['AWS key id', glue('AK', 'IAIOSFODNN7EXAMPLE')],
    ['AWS temporary key id', glue('AS', 'IAIOSFODNN7EXAMPLE')],
    ['AWS key id and its secret', glue('AK', 'IAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')],
    ['AWS token of a session', glue('IQoJ', 'b3JpZ2lu', `${letters}/+`.repeat(9), '==')],
    ['JSON Web Token', glue('ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.', 'dozjgNryP4J3jVmNHl0w5N')],
    ['Slack token', glue('xo', 'xb-123456789012-', letters)],
    ['Slack refresh token', glue('xo', 'xe-1-', letters)],
    ['Slack rotated token', glue('xo', 'xe.', 'xo', 'xp-1-', letters)],
    ['Slack app token', glue('xa', 'pp-1-A0123-', letters)],
    ['Slack webhook', glue('hooks.', 'slack.com/services/T000/B000/', letters)],
    ['Discord webhook', glue('discord', '.com/api/webhooks/123456789/', letters)],
    ['Discord webhook of a version', glue('discordapp', '.com/api/v10/webhooks/123456789/', letters)],
    ['Discord webhook in JSON', glue('discord', String.raw`.com\/api\/webhooks\/123456789\/`, letters)],
    ['Discord webhook in a URL', glue('discord', '.com%2Fapi%2Fwebhooks%2F123456789%2F', letters)],
    ['Discord interaction token', glue('aW50ZXJhY3Rpb24', '6', letters, letters)],
    ['Discord bot token', glue('MTk4NjIyNDgzNDcxOTI1MjQ4', '.Cl2FMQ.', 'ZnCjm1XVW7vRze4b7Cq4se7kKWs')],
    ['OpenAI key', glue('sk', '-proj-', letters)],
    ['OpenAI key of a service', glue('sk', '-svcacct-', letters, '_', letters.repeat(3))],
    ['OpenAI key of old', glue('sk', '-', letters)],
    ['Google key', glue('AI', 'za', letters.slice(0, 35))],
    ['npm token', glue('np', 'm_', letters)],
    ['GitLab token', glue('gl', 'pat-', letters)],
    ['Pulumi token', glue('pu', 'l-', hex.slice(0, 40))],
    ['Stripe key', glue('sk', '_live_', letters)],
  ])('is not shown: %s', (_, secret) => {
    expect(maskSecrets(`before ${secret} after`)).toBe('before *** after');
    expect(maskSecrets(`"${secret}",`)).toBe('"***",');
    for (const before of ['a%3D', 'a\\n', 'a\\u003d', '\u001b[31m', '(', '_', '='])
      expect(maskSecrets(`${before}${secret}`)).toMatch(/^[^*]*\*{3}$/);
  });

  it.each([
    ['Authorization: Bearer abc.def', 'Authorization: ***'],
    ['curl -H "authorization: token abcdef"', 'curl -H "authorization: ***'],
    ['using bearer abcdef0123456789', 'using bearer ***'],
    ['Proxy: Basic dXNlcjpwYXNzd29yZA==', 'Proxy: Basic ***'],
    ['git clone https://ada:hunter2@example.com/x.git', 'git clone https://***@example.com/x.git'],
    ['https://abcdef@example.com', 'https://***@example.com'],
    ['postgres://app:s3cret@db:5432/x', 'postgres://***@db:5432/x'],
    ['mongodb://app:p@ss@db:27017/x', 'mongodb://***@db:27017/x'],
    ['mongodb+srv://app:p@s@@db.example, a@b.example', 'mongodb+srv://***@db.example, a@b.example'],
    ['{"password":"hun ter2 more","user":"ada"}', '{"password":"***","user":"ada"}'],
    ['{"password":"hun\\"ter 2","user":"ada"}', '{"password":"***","user":"ada"}'],
    ["secret='a b c' next", "secret='***' next"],
    ["client_secret: 'it\\'s mine' next", "client_secret: '***' next"],
    ['API_KEY="hunter2 that is cut o', 'API_KEY="***'],
    ['"{\\"password\\":\\"hun ter2\\",\\"user\\":1}"', '"{\\"password\\":\\"***\\",\\"user\\":1}"'],
    ['curl -u ada:hunter2 https://example.com', 'curl -u ada:*** https://example.com'],
    ['curl -uada:hunter2 https://example.com', 'curl -uada:*** https://example.com'],
    ['curl --user "ada:hun ter2" https://example.com', 'curl --user "ada:***" https://example.com'],
    ["curl --proxy-user='ada:hun ter2' x", "curl --proxy-user='ada:***' x"],
    ['< Set-Cookie: sid=abcdef; Path=/; HttpOnly', '< Set-Cookie: ***'],
    ['> cookie: a=1; session=abcdef', '> cookie: ***'],
    ['{"set-cookie":["sid=abcdef; Path=/"]}', '{"set-cookie":***'],
    ['password=hunter2', 'password=***'],
    ['credentials=hunter2', 'credentials=***'],
    ['no AWS credentials: see the step before', 'no AWS credentials: see the step before'],
    ['DB_PASSWORD: "hunter2"', 'DB_PASSWORD: "***"'],
    ["{'client_secret': 'hunter2'}", "{'client_secret': '***'}"],
    ['api-key = hunter2; next', 'api-key = ***; next'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', 'AWS_SECRET_ACCESS_KEY=***'],
    ['"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG"', '"SecretAccessKey": "***"'],
    ['?X-Amz-Signature=abcdef&X-Amz-Date=1', '?X-Amz-Signature=***&X-Amz-Date=1'],
    ['&X-Amz-Security-Token=abc%2Fdef', '&X-Amz-Security-Token=***'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown);
  });

  it('goes over many lines where it is a private key', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----';
    expect(maskSecrets(`one\n${key}\ntwo`)).toBe('one\n***\ntwo');
    expect(maskSecrets(`one\n${key.replaceAll('\n', '\\n')}\ntwo`)).toBe('one\n***\ntwo');
    expect(maskSecrets('one\n-----BEGIN PRIVATE KEY-----\nMIIEow')).toBe('one\n***');
    expect(maskSecrets('IBAAKC\nxyz\n-----END PRIVATE KEY-----\ntwo')).toBe('***\ntwo');
  });

  it('goes where only some lines of a private key are shown', () => {
    const line = `${letters}+/AbCdEfGhIjKlMnOpQrStUvWxYz`;
    expect(maskSecrets(`one\n${line}\n  ${line}\r\ntwo`)).toBe('one\n***\n***\ntwo');
    expect(maskSecrets(glue('MI', `IEowIBAAKC${line}`))).toBe('***');
  });

  it('goes from a path of Discord without its host, and the path stays', () => {
    const path = `/webhooks/123456789012345678/${letters}/messages/@original`;
    expect(maskSecrets(path)).toBe('/webhooks/123456789012345678/***/messages/@original');
  });

  it('of our own is not shown, whatever it looks like', () => {
    const known = ['hunter', 'hunter (2)', 'abc'];
    expect(maskSecrets('HUNTER (2) or hunter, abc', known)).toBe('*** or ***, abc');
  });

  const own = 'Hun/ter? "2"+ñ';
  it.each([
    ['a URL', encodeURIComponent(own)],
    ['a form', new URLSearchParams({ key: own }).toString().slice(4)],
    ['JSON', JSON.stringify(own).slice(1, -1)],
    ['base64', btoa(own)],
    ['base64 of UTF-8', Buffer.from(own).toString('base64')],
    ['base64 for URLs', Buffer.from(own).toString('base64url')],
  ])('of our own is not shown as it stands in %s', (where, spelled) => {
    const known = where === 'base64' ? ['Hun/ter? "2"+'] : [own];
    const shown = maskSecrets(`before ${spelled} after`, known);
    expect(shown).toMatch(/^before \*{3}.{0,4} after$/);
  });

  it.each(['', 'a', 'ab', 'abc', 'ada:'])('of our own is not shown in base64 after %j', (before) => {
    const encoded = btoa(`${before}hunter2-hunter2:x`);
    const shown = maskSecrets(encoded, ['hunter2-hunter2']);
    expect(shown).toMatch(/^[\w+/]{0,7}\*{3}[\w+/=]{0,6}$/);
  });
});

describe('what is no secret', () => {
  it.each([
    'error TS2322: Type string is not assignable to type number.',
    'src/tokens/index.ts:12: unexpected token',
    'fatal error: An error occurred (AccessDenied) when calling the ListObjectsV2 operation',
    'upload: dist/index-DiwrgTda.js to s3://acme-web/assets/index-DiwrgTda.js',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    hex,
    hex.toUpperCase(),
    'weighs_something_but_is_a_long_name',
    'sha512-abc integrity, package-lock.json',
    '-----BEGIN CERTIFICATE-----',
    'npm_config_cache=/tmp/x',
    'docker run -u 1000:1000 node:24',
    'date -u +%H:%M:%S',
    'git push -u origin HEAD:main',
    'error: invalid cookie: missing name',
    "fatal: could not read Password for 'https://github.com'",
    `SyntaxError: Unexpected token '<', "<!doctype "... is not valid JSON`,
    'see https://example.com/@scope/package and ask ada@example.com',
  ])('is shown: %s', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

/** Each would keep a pattern with nested or unbounded repetition busy for hours. */
describe('a megabyte of', () => {
  it.each([
    ['beginnings of tokens', glue('ey', 'J').repeat(350_000)],
    ['tokens that go nowhere', `${glue('ey', 'J')}${'a'.repeat(1_000_000)}`],
    ['dots', 'abcdefgh.'.repeat(110_000)],
    ['names of secrets', 'secret'.repeat(170_000)],
    ['names and spaces', `password${' '.repeat(1_000_000)}`],
    ['schemes', '://a'.repeat(250_000)],
    ['one endless address', `https://${'a'.repeat(1_000_000)}`],
    ['addresses and signs', '://abc@'.repeat(140_000)],
    ['signs', `://${'@'.repeat(1_000_000)}`],
    ['quotes that begin', 'secret="'.repeat(120_000)],
    ['quotes and escapes', `secret="${'\\"'.repeat(500_000)}`],
    ['escaped names', 'secret\\":\\"'.repeat(90_000)],
    ['users', ' -u a'.repeat(200_000)],
    ['users without end', ` -u ${'a'.repeat(1_000_000)}`],
    ['cookies', 'cookie: a'.repeat(110_000)],
    ['bearers', 'bearer '.repeat(140_000)],
    ['keys that begin', '-----BEGIN A'.repeat(80_000)],
    ['numbers', '1'.repeat(1_000_000)],
    ['lines', '\n'.repeat(1_000_000)],
  ])('%s is gone through at once', (_, text) => {
    expect(maskSecrets(text, ['hunter2']).length).toBeLessThanOrEqual(text.length);
  });
});
