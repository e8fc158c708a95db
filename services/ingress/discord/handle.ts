/** `POST /discord`: signature first, then the interaction; a command is answered once its queue has it. */
import { QueueUnavailable } from '@valine/lambda-kit';
import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { IngressPorts } from '../ports.ts';
import { choices, deferred, pong, told } from './answers.ts';
import { auditFields, interactionFields, type Sent } from './audit.ts';
import { completeOption } from './complete.ts';
import type { Decision } from './decide.ts';
import { decideButton, decideCommand } from './decide.ts';
import { readInteraction } from './interaction.ts';
import { queueUnavailableMessage, queueUnsureMessage, refusedMessage, unreadMessage } from './messages.ts';

export async function handleInteraction(ports: IngressPorts, request: HttpRequest): Promise<HttpResponse> {
  const now = ports.clock.now();
  if (!isSigned(ports, request, now)) {
    ports.logger.warn('interaction refused: bad signature');
    return json(401, { error: badSignatureMessage() });
  }
  const interaction = readInteraction(request.body, ports.settings.DISCORD_APPLICATION_ID);
  switch (interaction.type) {
    case 'unread':
      ports.logger.warn('interaction refused: it cannot be read', { ...interaction });
      return json(400, { error: unreadMessage(interaction) });
    case 1:
      return pong();
    case 2:
      return carryOut(ports, decideCommand(interaction, ports.settings, now), interaction);
    case 3:
      return carryOut(ports, decideButton(interaction, ports.settings, now), interaction);
    case 4:
      return choices(await completeOption(ports, interaction, now));
  }
}

function isSigned(ports: IngressPorts, { headers, body }: HttpRequest, now: number): boolean {
  const signature = headers['x-signature-ed25519'];
  const timestamp = headers['x-signature-timestamp'];
  return ports.verifyInteraction({ signature, timestamp, body, now });
}

/** A refusal is told at once and stands in the log as audit lines do: nothing that was refused reaches a record. */
async function carryOut(ports: IngressPorts, decision: Decision, sent: Sent): Promise<HttpResponse> {
  if (decision.do === 'enqueue') return enqueue(ports, decision, sent);
  const { refusal } = decision;
  ports.logger.info('interaction refused', { ...auditFields(sent), reasonCode: refusal.reasonCode });
  return told(refusedMessage(refusal), true);
}

/** The one AWS call before the answer to a command. If it fails the person is told now: nobody else would. */
async function enqueue(
  ports: IngressPorts,
  { queue, message }: Extract<Decision, { do: 'enqueue' }>,
  sent: Sent,
): Promise<HttpResponse> {
  try {
    await ports.queues.send(queue, [{ body: message }]);
  } catch (error) {
    const isUnsure = error instanceof QueueUnavailable && error.mayHaveArrived;
    const reasonCode = isUnsure ? 'queue_unsure' : 'queue_unavailable';
    ports.logger.error('interaction not enqueued', { ...auditFields(sent), reasonCode, queue, error });
    // What may have arrived is answered by editing this very message, so everybody who may see that sees this.
    return isUnsure ? told(queueUnsureMessage(), message.reply.private) : told(queueUnavailableMessage(), true);
  }
  ports.logger.info('interaction enqueued', { ...interactionFields(sent), queue });
  return deferred(message.reply.private);
}
