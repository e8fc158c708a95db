/** `link.due`: asks GitHub whether the code was entered, binds what both have agreed to, and ends what nobody has. */
import { unlockValue } from '@valine/admission';
import type { LinkDue } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import type { DeviceAnswer } from '@valine/github/device-flow';
import { MAX_DELAY_SECONDS, RetryLater } from '@valine/lambda-kit';
import { bind, type LinkAttempt } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { changeAttempt } from './attempt.ts';
import { decideAnswer, decideBound, decideDue } from './decide.ts';

/** One message put back until it is over: no function waits. @throws RetryLater while it is not */
export async function handleLinkDue(ports: Ports, { attemptId }: LinkDue): Promise<void> {
  const looked = await changeAttempt(ports, attemptId, (attempt) => decideDue(attempt, ports.clock.now()));
  if (looked === undefined) return;
  const { verdict, attempt } = looked;
  switch (verdict.is) {
    case 'over':
    case 'expired':
      return;
    case 'wait':
      throw comeBack(attempt, verdict.seconds);
    case 'bind':
      return bindAgreed(ports, attempt);
    case 'ask': {
      const answer = await ask(ports, unlockValue(ports.admissionKey, verdict.deviceCode, attemptId));
      const heard = await changeAttempt(ports, attemptId, (found) => decideAnswer(found, answer, ports.clock.now()));
      ports.logger.info('GitHub was asked whether a code was entered', { attempt: attemptId, answer: answer.is });
      throw comeBack(attempt, heard?.attempt.device?.intervalSeconds ?? 1);
    }
  }
}

function comeBack({ id }: LinkAttempt, seconds: number): RetryLater {
  return new RetryLater(Math.min(seconds, MAX_DELAY_SECONDS), `nobody is linked by ${id} yet`);
}

/** What GitHub refuses does not get better: the code leads nowhere. */
async function ask({ deviceFlow, logger }: Ports, deviceCode: string | undefined): Promise<DeviceAnswer> {
  // It was locked by a key that has changed since.
  if (deviceCode === undefined) return { is: 'lost' };
  try {
    return (await deviceFlow?.ask(deviceCode)) ?? { is: 'lost' };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('GitHub does not say whether a code was entered', { error });
    return { is: error.isTransient ? 'pending' : 'lost' };
  }
}

async function bindAgreed(ports: Ports, attempt: LinkAttempt): Promise<void> {
  const { id, person, account, consent, requestedAt } = attempt;
  if (account === undefined || consent === undefined) throw new Error(`${id} binds what nobody has agreed to`);
  const binding = { attempt: id, personId: person.id, account, at: requestedAt, consentAt: consent.at };
  const why = await bind(ports.store, binding, ports.clock.now());
  ports.logger.info('a person and an account were bound, or not', { attempt: id, account: account.id, why });
  await changeAttempt(ports, id, (found) => decideBound(found, why, ports.clock.now()));
}
