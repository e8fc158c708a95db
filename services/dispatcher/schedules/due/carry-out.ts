/** What each kind of schedule does when it is due. */
import type { Ports } from '../../ports.ts';
import { makeReport } from '../reports/report.ts';
import type { Given, Outcome } from '../slot/decide.ts';
import { reportNotification } from '../slot/notifications.ts';
import { startPlan } from './start-plan.ts';
import { startWatch } from './start-watch.ts';

/** Doing it again changes nothing. @throws RetryLater while GitHub is away */
export async function carryOut(ports: Ports, given: Given): Promise<Outcome> {
  const { entry, slot, team, channelId } = given;
  switch (entry.do) {
    case 'morning':
    case 'evening':
    case 'digest': {
      const messages = [reportNotification(given, channelId, await makeReport(ports, entry.do, slot, team))];
      return () => ({ messages });
    }
    case 'plan':
      return startPlan(ports, given);
    case 'diagnose':
    case 'verify':
      return startWatch(ports, given);
  }
}
