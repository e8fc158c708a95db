/** A delivery of a repository with another name: ours if GitHub has the same id for it, and a word to the team either way. */
import type { DeliveryQuestioned, Message } from '@valine/contracts';
import type { GitHubLookups } from '@valine/github';
import { sendOutgoing } from '@valine/lambda-kit';
import { operationId } from '@valine/records';
import type { Ports } from '../ports.ts';
import { renamedMessage, unknownRepositoryMessage } from './messages.ts';

/** The id behind the name in our settings, asked for once. */
export function createRepositoryId(lookups: Pick<GitHubLookups, 'repositoryId'>): () => Promise<number | undefined> {
  let known: number | undefined;
  return async () => {
    known ??= await lookups.repositoryId();
    return known;
  };
}

export async function handleDeliveryQuestioned(
  ports: Pick<Ports, 'queues' | 'logger' | 'settings'>,
  { id, repository, queue, event }: DeliveryQuestioned,
  ourId: number | undefined,
): Promise<void> {
  const isOurs = ourId !== undefined && repository.id === ourId;
  const ours = ports.settings.repository;
  const message = isOurs ? renamedMessage(ours, repository.name) : unknownRepositoryMessage(ours, repository.name);
  ports.logger.warn(isOurs ? 'our repository has a new name' : 'delivery of an unknown repository', { id, repository });
  if (isOurs) await ports.queues.send(queue, [{ body: event }]);
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
