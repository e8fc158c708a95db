/** What an App signs about itself: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
import { createSign } from 'node:crypto';

const LIFE_S = 540;
/** Of a clock that is ahead. */
const BEFORE_S = 60;

/** The header `authorization`. `now`: epoch milliseconds. @throws where the key is none */
export function appAuthorization({ appId, privateKey }: { appId: string; privateKey: string }, now: number): string {
  const at = Math.floor(now / 1000);
  const claims = { iat: at - BEFORE_S, exp: at + LIFE_S, iss: appId };
  const text = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encoded).join('.');
  return `Bearer ${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

function encoded(json: object): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
