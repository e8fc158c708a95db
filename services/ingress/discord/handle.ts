/** `POST /discord`: signature first, then the interaction; a command is answered once its queue has it. */

import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { IngressPorts } from '../ports.ts';
import { choices, deferred, pong, told } from './answers.ts';
import { completeOption } from './complete.ts';
import type { Decision } from './decide.ts';
import { decideButton, decideCommand } from './decide.ts';
import { readInteraction } from './interaction.ts';
import { notAnInteractionMessage, queueUnavailableMessage, refusedMessage } from './messages.ts';

export async function handleInteraction(ports: IngressPorts, request: HttpRequest): Promise<HttpResponse> {
  const now = ports.clock.now();
  if (!isSigned(ports, request, now)) {
    ports.logger.warn('interaction refused: bad signature');
    return json(401, { error: badSignatureMessage() });
  }
  const interaction = readInteraction(request.body);
  switch (interaction?.type) {
    case undefined:
      ports.logger.warn('interaction refused: not an interaction we know');
      return json(400, { error: notAnInteractionMessage() });
    case 1:
      return pong();
    case 2:
      return carryOut(ports, decideCommand(interaction, ports.settings, now), interaction.id);
    case 3:
      return carryOut(ports, decideButton(interaction, ports.settings, now), interaction.id);
    case 4:
      return choices(await completeOption(ports, interaction, now));
  }
}

function isSigned(ports: IngressPorts, { headers, body }: HttpRequest, now: number): boolean {
  const signature = headers['x-signature-ed25519'];
  const timestamp = headers['x-signature-timestamp'];
  return ports.verifyInteraction({ signature, timestamp, body, now });
}

/** The one AWS call before the answer to a command. If it fails the person is told now: nobody else would. */
async function carryOut(ports: IngressPorts, decision: Decision, interactionId: string): Promise<HttpResponse> {
  if (decision.do === 'refuse') {
    ports.logger.info('interaction refused', { interactionId, reasonCode: decision.refusal.reasonCode });
    return told(refusedMessage(decision.refusal));
  }
  const { queue, message } = decision;
  const what = message.type === 'command.requested' ? message.command : message.button;
  try {
    await ports.queues.send(queue, [{ body: message }]);
  } catch (error) {
    ports.logger.error('interaction not enqueued', { interactionId, queue, what, error });
    return told(queueUnavailableMessage());
  }
  ports.logger.info('interaction enqueued', { interactionId, queue, what, personId: message.person.id });
  return deferred(message.reply.private);
}
