/** The option that picks one of the queues. */
import { QUEUES } from '@valine/contracts';
import { Option } from 'commander';

export function queueOption(): Option {
  return new Option('--queue <queue>', 'only of this queue').choices(QUEUES);
}
