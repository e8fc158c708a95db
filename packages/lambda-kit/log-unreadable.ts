/** Says in the log which record a list has left out: nobody would miss it otherwise. */
import type { OnUnreadable } from '@valine/records';
import type { Logger } from './ports.ts';

export function logUnreadable(logger: Pick<Logger, 'error'>): OnUnreadable {
  return ({ kind, id, problem, message }) =>
    logger.error('a record that cannot be read is left out', { key: `${kind}#${id}`, problem, advice: message });
}
