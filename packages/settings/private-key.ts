/** A private key in the spellings that files, environments and web forms leave: a slip is found before the first call. */
import { createPrivateKey } from 'node:crypto';
import * as z from 'zod/mini';

/** PEM with line breaks of its own, whichever way they were written. */
export const privateKey: z.ZodMiniType<string, string> = z.pipe(
  z.pipe(z.string(), z.transform(toPem)),
  z.string().check(z.refine(isPrivateKey, 'must be a whole RSA private key in PEM, its BEGIN and END lines among it')),
);

function toPem(text: string): string {
  const lines = text
    .replaceAll(/\\r|\r/g, '')
    .replaceAll('\\n', '\n')
    .split('\n')
    .map((line) => line.replaceAll(/^[\s'"]+|[\s'"]+$/g, ''));
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
