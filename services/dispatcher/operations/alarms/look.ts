/** How the alarms stand: each as CloudWatch says, which has waited itself before it rang. */
import { QUEUES } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import type { Sweep } from '@valine/records';
import type { AlarmState, Ports } from '../../ports.ts';
import { deadLetterChecks, type Finding, isTold, type Look } from '../look.ts';

/** Asked by the sweep only while one rings, for its end may have been missed: each question has its price. */
export const alarmLook: Look = {
  name: 'alarms',
  look: async (ports, { last }) => (someoneRings(last) ? findingsOf(await askForAlarms(ports), last) : []),
};

/** So often, a minute apart, CloudWatch may leave a question open: then it is an error that people hear of. */
const MOST_WAITS = 15;

/** @throws RetryLater; as CloudWatch does, once that was no use */
export async function askForAlarms({ readAlarms }: Pick<Ports, 'readAlarms'>, waits = 0): Promise<AlarmState[]> {
  try {
    return await readAlarms();
  } catch (cause) {
    if (waits >= MOST_WAITS) throw cause;
    throw new RetryLater(60, 'CloudWatch does not say how the alarms stand', { cause });
  }
}

function someoneRings(last: Sweep | undefined): boolean {
  return Object.keys(last?.checks ?? {}).some((check) => check.startsWith(PREFIX) && isTold(last, check));
}

const PREFIX = 'alarm.';

/** `record`: what the team knows. */
export function findingsOf(alarms: readonly AlarmState[], record: Sweep | undefined): Finding[] {
  const counted = QUEUES.map(deadLetterChecks).filter((checks) => isTold(record, checks.counted));
  const findings = alarms.flatMap(findingOf);
  return findings.filter(({ check, is }) => is === 'good' || counted.every(({ rings }) => rings !== check));
}

function findingOf({ key, state, description, url, dashboardUrl }: AlarmState): Finding[] {
  // Neither well nor not: it has nothing to judge by yet.
  if (state === 'INSUFFICIENT_DATA') return [];
  const check = `${PREFIX}${key}`;
  if (state === 'OK') return [{ check, is: 'good', isSettled: true }];
  const links = [
    { label: 'Alarm', url },
    { label: 'Dashboard', url: dashboardUrl },
  ];
  return [{ check, is: 'bad', isSettled: true, says: titleOf(key), mend: description, links, section: sectionOf(key) }];
}

function sectionOf(key: AlarmState['key']): string {
  switch (key) {
    case 'heartbeat':
      return 'No heartbeat';
    case 'ingress-throttles':
      return 'The door is throttled';
    case 'api-5xx':
      return 'Errors at the door';
    case 'api-4xx':
      return 'Refusals at the door';
    default:
      return 'Dead letters';
  }
}

export function titleOf(key: AlarmState['key']): string {
  switch (key) {
    case 'heartbeat':
      return 'The dispatcher has finished nothing for 15 minutes';
    case 'ingress-throttles':
      return 'The door was throttled';
    case 'api-5xx':
      return 'Discord or GitHub got an error from us';
    case 'api-4xx':
      return 'Many requests were refused at the door';
    default:
      return `Dead letters in ${key.replace(/-dead-letters$/, '')}`;
  }
}
