/** `/audit`: who asked for what, and what came of it; the newest first. */
import { auditKeys, linkedLogins, readMoment, selectEntries } from '@valine/audit';
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { auditMessage, momentNotUnderstoodMessage } from './messages.ts';

/** As many as can be read at a glance, and fit into a message. */
const MOST_SHOWN = 15;
const MOST_LOOKED = 1000;

/** A read for each entry that is looked at, and two for each person who is shown. */
export async function handleAudit(
  ports: Ports,
  request: CommandRequested,
  { person, command, since: given, before }: OptionsOf<typeof catalogue.audit>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, admissionKey, clock } = ports;
  const now = clock.now();
  const since = given === undefined ? undefined : readMoment(given, now);
  if (given !== undefined && since === undefined)
    return answerOnce(ports, request, { outcome: 'moment_not_understood', message: momentNotUnderstoodMessage(given) });
  const filter = { person, command, since };
  const limits = { most: MOST_SHOWN, mostLooked: MOST_LOOKED };
  const selection = await selectEntries({ store, keys: auditKeys(admissionKey), filter, now, before, ...limits });
  const logins = await linkedLogins(store, selection.shown);
  await answerOnce(ports, request, { outcome: 'answered', message: auditMessage(selection, filter, logins) });
}
