/** The limit of each person and command, counted in the store: ingress counts for each of its instances alone. */
import { type CommandRequested, tooManyCommandsMessage } from '@valine/contracts';
import { changeRecord } from '@valine/records';
import type { Ports } from '../ports.ts';
import { answerOnce } from '../replies/answer-once.ts';
import { decideLimit } from './decide.ts';

/** True if the command was one too many; its asker is told. One read, and one write for what is allowed. */
export async function refuseFlood(ports: Ports, request: CommandRequested): Promise<boolean> {
  const { command, person, id: interactionId } = request;
  const perMinute = ports.settings.commandsPerMinute;
  const id = `${command} ${person.id}`;
  const now = ports.clock.now();
  const { verdict } = await changeRecord(ports.store, 'recent', id, (recent) =>
    decideLimit(recent, { id, interactionId, now, perMinute }),
  );
  if (verdict === 'allowed') return false;
  await answerOnce(ports, request, {
    outcome: 'too_many_commands',
    message: tooManyCommandsMessage(command, perMinute),
  });
  return true;
}
