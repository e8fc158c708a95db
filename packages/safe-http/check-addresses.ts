/** Whether all the addresses of a host may be connected to. */
import { type AddressKind, addressKind } from './address-kind.ts';
import { isLocalHost } from './host.ts';
import { isTrusted } from './trusted.ts';
import type { UrlPolicy, UrlVerdict } from './url-policy.ts';

/**
 * `url`: one that `checkUrl` admitted; `addresses`: all that its host resolved to. One that is not admitted is enough
 * to refuse, since whoever connects may take any of them. Credentials of machines are out of reach even for an origin
 * of the configuration.
 */
export function checkAddresses(url: URL, addresses: readonly string[], policy: UrlPolicy): UrlVerdict {
  if (addresses.length === 0) return { ok: false, reason: 'not_resolved' };
  const kinds = admittedKinds(url, policy);
  const admitted = addresses.every((address) => kinds.includes(addressKind(address)));
  return admitted ? { ok: true, url } : { ok: false, reason: 'resolves_to_not_public' };
}

function admittedKinds(url: URL, policy: UrlPolicy): readonly AddressKind[] {
  if (isTrusted(url, policy)) return ['global', 'loopback', 'private'];
  return policy.safeLocal && isLocalHost(url.hostname) ? ['loopback'] : ['global'];
}
