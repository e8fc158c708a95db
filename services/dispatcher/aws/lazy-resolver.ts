/** The system's resolver, loaded when a person first gives an address: hardly any command does. */
import type { Resolver } from '@valine/safe-http';

export function lazyResolver(): Resolver {
  return {
    async resolve(hostname) {
      const { createResolver } = await import('@valine/safe-http/node');
      return createResolver().resolve(hostname);
    },
  };
}
