/** A repository with another name, in a delivery: ours if GitHub has the same id for it, and a word to the team either way. */
import type { DeliveryQuestioned, Message } from '@valine/contracts';
import { sendOutgoing } from '@valine/lambda-kit';
import { operationId } from '@valine/records';
import type { Ports } from '../ports.ts';
import { laterOrNever } from './later-or-never.ts';
import { renamedMessage, unknownRepositoryMessage } from './messages.ts';

/** `waits`: how often it has waited. @throws RetryLater while GitHub is away, GiveUp where it does not tell. */
export async function handleDeliveryQuestioned(
  ports: Pick<Ports, 'queues' | 'logger' | 'settings' | 'names'>,
  { id, repository, queue, event, happened }: DeliveryQuestioned,
  waits: number,
): Promise<void> {
  const ourId = await ports.names.id().catch((error: unknown) => laterOrNever(error, waits));
  const isOurs = ourId !== undefined && repository.id === ourId;
  const ours = ports.settings.repository;
  const message = isOurs ? renamedMessage(ours, repository.name) : unknownRepositoryMessage(ours, repository.name);
  ports.logger.warn(isOurs ? 'our repository has a new name' : 'delivery of an unknown repository', { id, repository });
  if (isOurs && happened) await ports.queues.send('dispatch', [{ body: happened }]);
  if (isOurs && queue && event) await ports.queues.send(queue, [{ body: event }]);
  // The setting was changed while this waited.
  if (repository.name.toLowerCase() === ours.toLowerCase()) return;
  await tellTeam(ports, `${isOurs ? 'renamed' : 'unknown'} ${repository.name.toLowerCase()}`, message);
}

/** The key is the same for each delivery, so it is shown once. */
async function tellTeam({ queues, settings }: Pick<Ports, 'queues' | 'settings'>, what: string, message: Message) {
  if (settings.channelId === undefined) return;
  const id = operationId(settings.repository, what);
  const place = { in: 'channel', channelId: settings.channelId } as const;
  await sendOutgoing(queues, [
    { type: 'message.shown', id, conversation: id, key: `repository:${id}`, revision: 1, place, message },
  ]);
}
