/** What cold starts must not wait for: secrets and the run store are had when they are first asked for. */
import { getVariable, systemClock } from '@valine/lambda-kit/aws';
import type { OnUnreadable } from '@valine/records';
import type { IngressPorts } from '../ports.ts';
import { once } from './once.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A flood of forged requests must not become a flood of calls to AWS. */
const REMEMBER_FAILURE_MS = 5_000;
/** Discord takes an answer within 3 s, and the queue may take 2 of them: one short attempt is all there is time for. */
const SECRETS_WITHIN = { maxAttempts: 1, attemptMs: 800 };

/** Reads all that this function has, in one call, each time. `known`: where each value is added, so that nothing shows it. */
export function secretsReader(env: Environment, known: string[]): () => Promise<Environment> {
  return async () => {
    const { readSecrets } = await import('@valine/lambda-kit/aws/read-secrets');
    const names = (env.SECRETS ?? '').split(',').filter((name) => name !== '');
    const found = await readSecrets({ names, stage: getVariable(env, 'STAGE'), limits: SECRETS_WITHIN });
    known.push(...Object.values(found).filter((value) => !known.includes(value)));
    return found;
  };
}

/** The webhook secret that the newest has replaced, if that was after `since`, in epoch milliseconds. */
export function secretBeforeReader(env: Environment, known: string[]) {
  return async (since: number) => {
    const { readSecretBefore } = await import('@valine/lambda-kit/aws/read-secrets');
    const where = { stage: getVariable(env, 'STAGE'), since, limits: SECRETS_WITHIN };
    const found = await readSecretBefore('GITHUB_WEBHOOK_SECRET', where);
    if (found !== undefined && !known.includes(found.value)) known.push(found.value);
    return found;
  };
}

/** Once, and again some seconds later only where it failed. */
export function lazySecrets(read: () => Promise<Environment>): () => Promise<Environment> {
  return once(read, { rememberMs: REMEMBER_FAILURE_MS });
}

export function lazyRuns(env: Environment, onUnreadable: OnUnreadable): IngressPorts['runs'] {
  const load = once(async () => {
    const { createRunStore } = await import('./run-store.ts');
    return createRunStore(getVariable(env, 'RUNS_TABLE'), systemClock, onUnreadable);
  });
  return {
    listPlans: async (which, limit) => (await load()).listPlans(which, limit),
    listTrackings: async (which, limit) => (await load()).listTrackings(which, limit),
    listPlanned: async (issueNumber, which) => (await load()).listPlanned(issueNumber, which),
  };
}
