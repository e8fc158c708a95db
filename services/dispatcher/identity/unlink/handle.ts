/** `/unlink`: unties whoever asks, or for an admin somebody else. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { directNotification, untiePerson } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { notLinkedMessage, untiedByAdminMessage, untiedMessage } from './messages.ts';

type Given = OptionsOf<(typeof catalogue)['unlink']>;

export async function handleUnlink(ports: Ports, request: CommandRequested, { person }: Given): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { id: by, requestedAt: at } = request;
  const untied = await untiePerson(ports.store, { personId: person ?? request.person.id, by, at });
  if (untied === 'not_linked')
    return answerOnce(ports, request, { outcome: untied, message: notLinkedMessage(person) });
  const { login } = untied;
  const isOthers = person !== undefined && person !== request.person.id && login !== undefined;
  await answerOnce(ports, request, {
    outcome: 'answered',
    message: untiedMessage(login, person),
    extraMessages: isOthers ? [directNotification(person, by, untiedByAdminMessage(request.person.id, login))] : [],
  });
}
