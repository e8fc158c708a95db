/** Verifies webhooks by the secret as it stands now, and for a while by the one before: GitHub and SSM change at different moments. */
import { createWebhookVerifier, readSignature, type SignedDelivery } from '@valine/github';
import type { Clock } from '@valine/lambda-kit';
import { parseIngressSettings } from '@valine/settings';

type Secrets = () => Promise<Readonly<Record<string, string | undefined>>>;
type Verify = (delivery: SignedDelivery) => boolean;

/** At the next webhook after so long the secret is read again. */
const OLD_MS = 5 * 60_000;
/** A flood of forged deliveries must not become a flood of calls to AWS. */
const AGAIN_MS = 30_000;
/** So long the secret before is taken too, since this process has known of the new one, or since that was written. */
const BOTH_MS = 15 * 60_000;

/** Finds what the newest secret has replaced, where it was written after `since`; in epoch milliseconds. */
type FindBefore = (since: number) => Promise<{ value: string; changedAt: number } | undefined>;

type Options = {
  /** What others have read, too, at any time since this was created. */
  first: Secrets;
  /** Asks. */
  read: Secrets;
  findBefore: FindBefore;
  clock: Clock;
};

/** What no secret could make valid is refused without any call. The verifier rejects while no secret can be had. */
export function webhookVerifier({ first, read, findBefore, clock }: Options) {
  let known: { secret: string; verify: Verify; until: number }[] = [];
  const beganAt = clock.now();
  let readAt = beganAt;
  /** A process that began after the change has to ask, once; one that was there has seen it. */
  let isBeforeKnown = false;
  let beforeAskedAt = Number.NEGATIVE_INFINITY;

  async function learn(secrets: Secrets, at = clock.now()): Promise<void> {
    readAt = at;
    const { GITHUB_WEBHOOK_SECRET: secret } = parseIngressSettings(await secrets(), ['GITHUB_WEBHOOK_SECRET']);
    if (known[0]?.secret === secret) return;
    const before = known.map((each) => ({ ...each, until: Math.min(each.until, clock.now() + BOTH_MS) }));
    known = [{ secret, verify: createWebhookVerifier(secret), until: Number.POSITIVE_INFINITY }, ...before];
  }
  async function learnBefore(): Promise<void> {
    if (isBeforeKnown || clock.now() - beforeAskedAt < AGAIN_MS) return;
    beforeAskedAt = clock.now();
    const before = await findBefore(clock.now() - BOTH_MS);
    isBeforeKnown = true;
    if (before === undefined) return;
    const { GITHUB_WEBHOOK_SECRET: secret } = parseIngressSettings({ GITHUB_WEBHOOK_SECRET: before.value }, [
      'GITHUB_WEBHOOK_SECRET',
    ]);
    known = [...known, { secret, verify: createWebhookVerifier(secret), until: before.changedAt + BOTH_MS }];
  }
  /** What cannot be read now stays as it was. */
  const learnAgain = () => learn(read).catch(() => undefined);
  const isValid: Verify = (delivery) => known.some(({ verify, until }) => until > clock.now() && verify(delivery));

  return async (delivery: SignedDelivery): Promise<boolean> => {
    if (readSignature(delivery.signature) === undefined) return false;
    if (known.length === 0) await learn(first, beganAt);
    if (clock.now() - readAt >= OLD_MS) await learnAgain();
    if (isValid(delivery)) return true;
    await learnBefore().catch(() => undefined);
    if (isValid(delivery)) return true;
    if (clock.now() - readAt < AGAIN_MS) return false;
    await learnAgain();
    return isValid(delivery);
  };
}
