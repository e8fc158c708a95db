/** `POST /github/webhook`: signature first, then the delivery; 202 is said once a queue has it. */
import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { IngressPorts } from '../ports.ts';
import { type Decision, decideDelivery } from './decide.ts';
import { queueUnavailableMessage, rejectedMessage } from './messages.ts';

export async function handleDelivery(ports: IngressPorts, request: HttpRequest): Promise<HttpResponse> {
  const { headers, body } = request;
  const delivery = { deliveryId: headers['x-github-delivery'], event: headers['x-github-event'] };
  if (!(await ports.verifyWebhook({ signature: headers['x-hub-signature-256'], body }))) {
    ports.logger.warn('delivery refused: bad signature');
    return json(401, { error: badSignatureMessage() });
  }
  const given = { event: delivery.event, id: delivery.deliveryId, contentType: headers['content-type'], body };
  const context = { repository: ports.settings.GITHUB_REPOSITORY, now: ports.clock.now() };
  return carryOut(ports, decideDelivery(given, context), delivery);
}

async function carryOut(ports: IngressPorts, decision: Decision, delivery: object): Promise<HttpResponse> {
  switch (decision.do) {
    case 'answer-ping':
      return json(200, { answer: 'pong' });
    case 'drop':
      ports.logger.info('delivery dropped', { ...delivery, why: decision.why });
      return json(202, { dropped: decision.why });
    case 'reject': {
      const { do: _, ...why } = decision;
      ports.logger.warn('delivery rejected', { ...delivery, ...why });
      return json(400, { error: rejectedMessage(decision) });
    }
    case 'enqueue':
      return enqueue(ports, decision, delivery);
  }
}

type Enqueued = Extract<Decision, { do: 'enqueue' }>;

/** A 5xx marks the delivery as failed at GitHub, from where it can be had again. */
async function enqueue(ports: IngressPorts, { queue, message }: Enqueued, delivery: object): Promise<HttpResponse> {
  try {
    await ports.queues.send(queue, [{ body: message }]);
  } catch (error) {
    ports.logger.error('delivery not enqueued', { ...delivery, queue, error });
    return json(503, { error: queueUnavailableMessage() });
  }
  ports.logger.info('delivery enqueued', { ...delivery, queue, type: message.type });
  return json(202, { accepted: message.type });
}
