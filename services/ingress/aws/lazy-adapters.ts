/** What a command must not wait for: the secret of webhooks and the run store are had when they are first asked for. */
import { createWebhookVerifier, readSignature, type SignedDelivery } from '@valine/github';
import { getVariable, systemClock } from '@valine/lambda-kit/aws';
import type { OnUnreadable, RecordStore } from '@valine/records';
import { parseIngressSettings } from '@valine/settings';
import { once } from './once.ts';

const SECRET = 'GITHUB_WEBHOOK_SECRET';

/** Whoever sends what he likes must not make us ask as often as he likes. */
const REMEMBER_FAILURE_MS = 5_000;

/**
 * What no secret could make valid is refused without it. The verifier rejects while the secret cannot be had, and asks
 * again some seconds later.
 */
export function lazyWebhookVerifier(
  env: Readonly<Record<string, string | undefined>>,
): (delivery: SignedDelivery) => Promise<boolean> {
  const load = once(
    async () => {
      const { readSecrets } = await import('@valine/lambda-kit/aws/read-secrets');
      const names = (env.SECRETS ?? '').split(',').filter((name) => name === SECRET);
      const secrets = await readSecrets({ names, stage: getVariable(env, 'STAGE') });
      return createWebhookVerifier(parseIngressSettings(secrets, [SECRET])[SECRET]);
    },
    { rememberMs: REMEMBER_FAILURE_MS },
  );
  return async (delivery) => readSignature(delivery.signature) !== undefined && (await load())(delivery);
}

export function lazyRuns(
  env: Readonly<Record<string, string | undefined>>,
  onUnreadable: OnUnreadable,
): Pick<RecordStore, 'listPlans' | 'listTrackings'> {
  const load = once(async () => {
    const { createRunStore } = await import('./run-store.ts');
    return createRunStore(getVariable(env, 'RUNS_TABLE'), systemClock, onUnreadable);
  });
  return {
    listPlans: async (which, limit) => (await load()).listPlans(which, limit),
    listTrackings: async (which, limit) => (await load()).listTrackings(which, limit),
  };
}
