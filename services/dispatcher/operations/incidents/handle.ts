/** Error lines of all our functions, as their logs hand them on: told in the channel, a message for each kind. */
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { decideIncident, incidentOf, type Lines } from './decide.ts';
import { type ErrorLine, readErrorLine } from './error-line.ts';
import { incidentMessage, incidentTitle } from './messages.ts';

/** One line of a log. `at`: epoch milliseconds. */
export type LoggedLine = { at: number; text: string };

type OwnPorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'auditing'> & {
  settings: Pick<Ports['settings'], 'channelId'>;
};

/**
 * What goes wrong here is a warning, whatever it is: as an error it would come back here.
 * Each kind fails alone.
 * @throws what the first kind that failed threw (TransientError, QueueUnavailable): Lambda tries again, twice
 */
export async function handleErrorLines(ports: OwnPorts, lines: readonly LoggedLine[]): Promise<void> {
  const { logger, auditing } = ports;
  const errors = lines.flatMap(({ at, text }) => readErrorLine(text, at, auditing.mask) ?? []);
  if (errors.length < lines.length)
    logger.warn('log lines that are no errors', { count: lines.length - errors.length });
  const failures: unknown[] = [];
  for (const [id, lines] of byIncident(errors)) {
    try {
      await count(ports, id, lines);
    } catch (error) {
      logger.warn('errors were not counted', { incident: id, error });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function count(ports: OwnPorts, id: string, lines: Lines): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const { record, verdict } = await changeRecord(store, 'incident', id, (found) =>
    decideIncident(found, lines, {
      now: clock.now(),
      channelId: settings.channelId,
      title: incidentTitle,
      tell: incidentMessage,
    }),
  );
  logger.info('errors were counted', { incident: id, count: record?.count, verdict });
  if (record !== undefined) await flushOutbox(ports, record);
}

function byIncident(errors: readonly ErrorLine[]): [string, Lines][] {
  return [...Map.groupBy(errors, incidentOf)].flatMap(([id, [first, ...others]]) =>
    first === undefined ? [] : [[id, [first, ...others]]],
  );
}
