/** How the alarms stand: each as CloudWatch says, which has waited itself before it rang. */
import type { Sweep } from '@valine/records';
import type { AlarmState } from '../../ports.ts';
import type { Finding, Look } from '../look.ts';

/** Asked by the sweep only while one rings, for its end may have been missed: each question has its price. */
export const alarmLook: Look = {
  name: 'alarms',
  look: async ({ readAlarms }, { last }) => (someoneRings(last) ? findingsOf(await readAlarms()) : []),
};

function someoneRings(last: Sweep | undefined): boolean {
  return Object.entries(last?.checks ?? {}).some(([check, { told }]) => check.startsWith(PREFIX) && told === 'bad');
}

const PREFIX = 'alarm.';

export function findingsOf(alarms: readonly AlarmState[]): Finding[] {
  return alarms.flatMap(({ key, state, description, url, dashboardUrl }): Finding[] => {
    // Neither well nor not: it has nothing to judge by yet.
    if (state === 'INSUFFICIENT_DATA') return [];
    const check = `${PREFIX}${key}`;
    if (state === 'OK') return [{ check, is: 'good', isSettled: true }];
    const links = [
      { label: 'Alarm', url },
      { label: 'Dashboard', url: dashboardUrl },
    ];
    return [
      { check, is: 'bad', isSettled: true, says: titleOf(key), mend: description, links, section: sectionOf(key) },
    ];
  });
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

function titleOf(key: AlarmState['key']): string {
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
