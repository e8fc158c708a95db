/** An App's private key in the spellings that settings, shells and CI leave it in, and what is wrong with one that is none. */
import { createPrivateKey } from 'node:crypto';
import * as z from 'zod/mini';

/** Read as OpenSSL writes it. No part of a key that cannot be read is shown. */
export const privateKey: z.ZodMiniType<string, string> = z.pipe(
  z.pipe(z.string(), z.transform(mendPrivateKey)),
  z.string().check((context) => {
    const why = problemOf(context.value);
    if (why === undefined) return;
    context.issues.push({ code: 'custom', input: '', message: `must be a whole RSA private key in PEM: ${why}` });
  }),
);

type Armour = { label: string; body: string };

/** As OpenSSL writes it, PKCS#1 or PKCS#8 as it was given; as given, where it is no PEM in any spelling. */
function mendPrivateKey(spelled: string): string {
  const armour = findArmour(spelled);
  return armour === undefined ? spelled : toPem(armour);
}

/** Undefined for a key that can be used. */
function problemOf(pem: string): string | undefined {
  const { label } = findArmour(pem) ?? {};
  if (label === undefined) return whyNoPem(pem);
  const why = WRONG_LABELS.find(([wrong]) => wrong.test(label));
  if (why !== undefined) return why[1];
  if (/Proc-Type:[^\n]*ENCRYPTED/i.test(pem)) return ENCRYPTED;
  const type = typeOf(pem);
  if (type === undefined) return 'what stands between its BEGIN and END lines is not whole';
  return type === 'rsa' ? undefined : `it is of the kind ${type}, and GitHub's are RSA`;
}

const ENCRYPTED = 'it is encrypted with a passphrase, and GitHub gives it without one';
const WRONG_LABELS: readonly (readonly [RegExp, string])[] = [
  [/ENCRYPTED/, ENCRYPTED],
  [/PUBLIC KEY/, 'it is a public key'],
  [/CERTIFICATE/, 'it is a certificate'],
  [/OPENSSH/, 'it is an OpenSSH key, and GitHub gives a PEM (BEGIN RSA PRIVATE KEY)'],
];

function whyNoPem(text: string): string {
  if (text.trim() === '') return 'it is blank';
  if (/-{2,}\s*BEGIN/.test(text)) return 'its END line is missing: it was cut off';
  if (/-{2,}\s*END/.test(text)) return 'its BEGIN line is missing: it was cut off';
  if (/\.(pem|key)["']?\s*$/i.test(text)) return "it is the name of a file, and the file's content is asked for";
  if (/^\s*SHA256:/i.test(text)) return 'it is the fingerprint of a key';
  return 'it is no PEM: its BEGIN and END lines are missing';
}

function typeOf(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    // OpenSSL's own words could quote it.
    return undefined;
  }
}

const ARMOUR = /-{5}\s*BEGIN ([A-Z0-9 ]{1,40}?)\s*-{5}([\s\S]*?)-{5}\s*END \1\s*-{5}/;

function findArmour(spelled: string): Armour | undefined {
  for (const text of [breakLines(spelled), breakLines(decoded(spelled))]) {
    const [, label, body] = ARMOUR.exec(text) ?? [];
    if (label !== undefined && body !== undefined) return { label, body };
  }
  const label = labelOfDer(spelled);
  return label === undefined ? undefined : { label, body: base64Of(spelled) };
}

/** Line breaks are spelled out, more than once where JSON stands in JSON. */
function breakLines(text: string): string {
  return text.replace(/\\+r\\+n|\\+n|\\+r|%0D%0A|%0A|%0D|\r\n?/gi, '\n');
}

/** Either alphabet, with line breaks or without, in quotes. */
function base64Of(text: string): string {
  return breakLines(text)
    .replace(/[\s"'`]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
}

const IS_BASE64 = /^[A-Za-z0-9+/]{40,}={0,2}$/;

function decoded(text: string): string {
  const base64 = base64Of(text);
  return IS_BASE64.test(base64) ? Buffer.from(base64, 'base64').toString('utf8') : '';
}

/** The identifier of RSA stands near the beginning of PKCS#8 alone. */
const RSA_ID = 'BgkqhkiG9w0BAQEF';

/** Of the lines between BEGIN and END alone. */
function labelOfDer(text: string): string | undefined {
  const body = base64Of(text);
  if (!IS_BASE64.test(body)) return undefined;
  const label = body.slice(0, 60).includes(RSA_ID) ? 'PRIVATE KEY' : 'RSA PRIVATE KEY';
  return typeOf(toPem({ label, body })) === undefined ? undefined : label;
}

/** Headers, as an encrypted one has, are kept before the blank line. */
function toPem({ label, body }: Armour): string {
  const [, headers = '', base64 = ''] = /^\s*((?:[\w-]+:[^\n]*\n\s*)*)([\s\S]*)$/.exec(body) ?? [];
  const head = headers.trim() === '' ? '' : `${headers.trim()}\n\n`;
  const lines = base64.replace(/[\s\\"'`]/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${head}${lines.join('\n')}\n-----END ${label}-----\n`;
}
