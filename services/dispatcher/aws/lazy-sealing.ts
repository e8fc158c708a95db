/** What seals secrets for GitHub, loaded when one is first set: hardly any message does. */
import type { Ports } from '../ports.ts';

export function lazySealing(): Ports['sealSecret'] {
  return async (publicKey, secret) => (await import('@valine/github/seal-secret')).sealSecret(publicKey, secret);
}
