import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../parse-settings.ts';

const read = (value: string) =>
  parseSettings({ GITHUB_APP_PRIVATE_KEY: value }, ['GITHUB_APP_PRIVATE_KEY']).GITHUB_APP_PRIVATE_KEY;

function rsa(type: 'pkcs1' | 'pkcs8', more: { cipher?: string; passphrase?: string } = {}): string {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const privateKeyEncoding = { type, format: 'pem', ...more } as const;
  return generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding }).privateKey;
}

const spellings: readonly [string, (pem: string) => string][] = [
  ['as it is', (pem) => pem],
  ['without its last line break', (pem) => pem.trim()],
  ['with \\n spelled out', (pem) => pem.replaceAll('\n', '\\n')],
  ['with \\r\\n spelled out', (pem) => pem.replaceAll('\n', '\\r\\n')],
  ['with \\\\n spelled out', (pem) => pem.replaceAll('\n', '\\\\n')],
  ['with CRLF', (pem) => pem.replaceAll('\n', '\r\n')],
  ['with CR', (pem) => pem.replaceAll('\n', '\r')],
  ['with spaces for line breaks', (pem) => pem.replaceAll('\n', ' ')],
  ['without any line break', (pem) => pem.replaceAll('\n', '')],
  ['with blanks before each line', (pem) => pem.replaceAll(/^/gm, '    ')],
  ['with blank lines', (pem) => `\n\n${pem.replaceAll('\n', '\n\n')}`],
  ['in double quotes', (pem) => `"${pem}"`],
  ['in single quotes, in one line', (pem) => `'${pem.replaceAll('\n', '\\n')}'`],
  ['as JSON', (pem) => JSON.stringify(pem)],
  ['as JSON in JSON', (pem) => JSON.stringify(JSON.stringify(pem))],
  ['with a byte order mark', (pem) => `\uFEFF${pem}`],
  ['in base64', (pem) => btoa(pem)],
  ['in base64, for URLs', (pem) => Buffer.from(pem).toString('base64url')],
  ['in base64, in lines and quotes', (pem) => `"${btoa(pem).replaceAll(/.{76}/g, '$&\n')}"`],
  ['in base64 with \\n spelled out within', (pem) => btoa(pem.replaceAll('\n', '\\n'))],
  ['for a URL', (pem) => pem.replaceAll('\n', '%0A')],
  ['without its BEGIN and END lines', (pem) => pem.split('\n').slice(1, -2).join('\n')],
];

describe.each(['pkcs1', 'pkcs8'] as const)('a private key, %s', (type) => {
  const pem = rsa(type);

  it.each(spellings)('is read %s', (_, spell) => {
    expect(read(spell(pem))).toBe(pem);
  });
});

describe('what is no key', () => {
  const pem = rsa('pkcs1');
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cut = (from: number, to?: number) => pem.split('\n').slice(from, to).join('\n');
  const armour = (label: string) => `-----BEGIN ${label}-----\nMIIBbody\n-----END ${label}-----`;

  it.each([
    ['nothing', '  '],
    ['a word', 'hunter2'],
    ['a file', './ada/acme.2026-11-01.private-key.pem'],
    ['a fingerprint', 'SHA256:MIIBbody='],
    ['the beginning', cut(0, 9)],
    ['the end', cut(9)],
    ['too few lines', `${cut(0, 5)}\n${cut(9)}`],
    ['a public key', armour('PUBLIC KEY')],
    ['a certificate', armour('CERTIFICATE')],
    ['OpenSSH', armour('OPENSSH PRIVATE KEY')],
    ['another kind', String(elliptic.privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['a passphrase', rsa('pkcs1', { cipher: 'aes-256-cbc', passphrase: 'x' })],
    ['a passphrase, PKCS#8', rsa('pkcs8', { cipher: 'aes-256-cbc', passphrase: 'x' })],
  ])('is told why, and not shown: %s', (_, given) => {
    expect(whyNot(given)).toContain('GITHUB_APP_PRIVATE_KEY');
    expect(whyNot(given)).not.toMatch(/MIIB|hunter2|ada/);
    for (const line of given.split('\n').filter((text) => text.length > 30)) expect(whyNot(given)).not.toContain(line);
  });

  it('is told in a sentence', () => {
    const given = [' ', 'x', 'key.pem', 'SHA256:x', cut(0, 9), cut(9), armour('PUBLIC KEY'), armour('PRIVATE KEY')];
    expect(given.map((text) => /in PEM: (.*): The GitHub App's/.exec(whyNot(text))?.[1])).toMatchInlineSnapshot(`
      [
        "it is blank",
        "it is no PEM: its BEGIN and END lines are missing",
        "it is the name of a file, and the file's content is asked for",
        "it is the fingerprint of a key",
        "its END line is missing: it was cut off",
        "its BEGIN line is missing: it was cut off",
        "it is a public key",
        "what stands between its BEGIN and END lines is not whole",
      ]
    `);
  });
});

function whyNot(given: string): string {
  try {
    return `it was taken: ${read(given)}`;
  } catch (error) {
    return String(error);
  }
}
