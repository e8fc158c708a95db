/** Takes an event that nothing follows. */
import type { GitHubCheckEvent } from '@valine/contracts';
import type { Ports } from './ports.ts';

export async function acknowledge({ logger }: Pick<Ports, 'logger'>, event: GitHubCheckEvent): Promise<void> {
  logger.debug('event follows nothing', { type: event.type, action: event.action, id: event.id });
}
