/** The log of our webhook's deliveries, loaded at the first look: no cold start waits for it. */
import type { GitHubOptions } from '@valine/github';
import type { Ports } from '../ports.ts';

/** However slow GitHub is, reading all pages and asking for redeliveries ends within the function's time. */
const TIMEOUT_MS = 4000;

export function lazyHooks(options: GitHubOptions, webhookUrl: string): Ports['hooks'] {
  return {
    webhookUrl,
    connect: async () =>
      (await import('@valine/github/hook-deliveries')).createHookDeliveries({ ...options, timeoutMs: TIMEOUT_MS }),
  };
}
