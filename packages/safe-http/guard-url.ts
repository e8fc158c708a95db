/** The guard that every URL of a person or of a redirect passes: its text, then all the addresses of its host. */
import { checkAddresses, checkUrl } from './check-url.ts';
import { hostAddress } from './host.ts';
import type { Resolver } from './ports.ts';
import type { UrlPolicy, UrlRefusal } from './url-policy.ts';

export type GuardedUrl =
  /** Connect to one of these addresses and ask no resolver again: its next answer may be another. */
  { ok: true; url: URL; addresses: readonly string[] } | { ok: false; reason: UrlRefusal };

type Guarding = { policy: UrlPolicy; resolver: Resolver };

/** Asks the resolver once at most. Never throws: a name that cannot be resolved is refused. */
export async function guardUrl(text: string, { policy, resolver }: Guarding): Promise<GuardedUrl> {
  const verdict = checkUrl(text, policy);
  if (!verdict.ok) return verdict;
  const addresses = await addressesOf(verdict.url, resolver);
  const checked = checkAddresses(verdict.url, addresses, policy);
  return checked.ok ? { ...checked, addresses } : checked;
}

async function addressesOf({ hostname }: URL, resolver: Resolver): Promise<string[]> {
  const address = hostAddress(hostname);
  if (address !== undefined) return [address];
  try {
    return await resolver.resolve(hostname);
  } catch {
    return [];
  }
}
