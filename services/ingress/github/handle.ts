/** `POST /github/webhook`: signature first, then the delivery; 202 is said once a queue has it. */
import { signMessage } from '@valine/admission';
import type { DeliveryQuestioned } from '@valine/contracts';
import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Decision, decideDelivery } from './decide.ts';
import { newNameMessage, otherRepositoryMessage, queueUnavailableMessage, rejectedMessage } from './messages.ts';

export async function handleDelivery(ports: DeliveryPorts, request: HttpRequest): Promise<HttpResponse> {
  const { headers, body } = request;
  const delivery = { deliveryId: headers['x-github-delivery'], event: headers['x-github-event'] };
  if (!(await ports.verifyWebhook({ signature: headers['x-hub-signature-256'], body }))) {
    ports.logger.warn('delivery refused: bad signature');
    return json(401, { error: badSignatureMessage() });
  }
  const given = { event: delivery.event, id: delivery.deliveryId, contentType: headers['content-type'], body };
  const { repositoryIds: knownIds, settings, clock } = ports;
  const agents = Object.values(settings.CODING_AGENTS ?? {});
  const context = { repository: settings.GITHUB_REPOSITORY, knownIds, agents, now: clock.now() };
  return carryOut(ports, decideDelivery(given, context), delivery);
}

async function carryOut(ports: DeliveryPorts, decision: Decision, delivery: object): Promise<HttpResponse> {
  switch (decision.do) {
    case 'answer-ping':
      return json(200, { answer: 'pong' });
    case 'drop':
      if (decision.why === 'other repository') warnOfName(ports, decision.name, delivery);
      else ports.logger.info('delivery dropped', { ...delivery, why: decision.why });
      return json(202, { dropped: decision.why });
    case 'follow':
      return follow(ports, decision, delivery);
    case 'reject': {
      const { do: _, ...why } = decision;
      ports.logger.warn('delivery rejected', { ...delivery, ...why });
      return json(400, { error: rejectedMessage(decision) });
    }
    case 'question':
      warnOfName(ports, decision.message.repository.name, delivery);
      return send(ports, 'dispatch', decision.message, delivery);
    case 'enqueue': {
      const { queue, message, hint } = decision;
      const hinted = hint && (await send(ports, 'dispatch', hint, delivery));
      const answer = hinted?.status === 503 ? hinted : await send(ports, queue, message, delivery);
      await rememberName(ports, decision, delivery);
      return answer;
    }
  }
}

/** Perhaps the webhook stands in one repository too many; perhaps ours was renamed while nobody listened. */
function warnOfName({ logger, settings }: DeliveryPorts, name: string, delivery: object): void {
  logger.warn('delivery of another repository', {
    ...delivery,
    why: 'other repository',
    advice: otherRepositoryMessage(settings.GITHUB_REPOSITORY, name),
  });
}

type Enqueued = Extract<Decision, { do: 'enqueue' }>;

/** Whatever becomes of the word, the delivery is taken; the next one tries again. */
async function rememberName(ports: DeliveryPorts, { id, name, message }: Enqueued, delivery: object): Promise<void> {
  if (id === undefined) return;
  ports.repositoryIds.add(id);
  if (name === undefined || ports.toldNames.has(name)) return;
  const { id: deliveryId, receivedAt } = message;
  await tellName(
    ports,
    { type: 'delivery.questioned', id: deliveryId, receivedAt, repository: { id, name } },
    delivery,
  );
}

type Following = Extract<Decision, { do: 'follow' }>;

async function follow(ports: DeliveryPorts, { id, action, message }: Following, delivery: object) {
  ports.repositoryIds.add(id);
  const answer = message && (await tellName(ports, message, delivery));
  return answer?.status === 503 ? answer : json(202, { accepted: `repository.${action}` });
}

/** The team is told by the dispatcher, once for each name, whoever tells it how often. */
async function tellName(ports: DeliveryPorts, message: DeliveryQuestioned, delivery: object): Promise<HttpResponse> {
  const { name } = message.repository;
  ports.logger.warn(newNameMessage(ports.settings.GITHUB_REPOSITORY, name), { ...delivery });
  const answer = await send(ports, 'dispatch', message, delivery);
  if (answer.status === 202) ports.toldNames.add(name);
  return answer;
}

/** A 5xx marks the delivery as failed at GitHub, from where it can be had again. */
async function send(
  ports: DeliveryPorts,
  queue: Enqueued['queue'],
  message: Enqueued['message'] | DeliveryQuestioned,
  delivery: object,
): Promise<HttpResponse> {
  try {
    const { admissionKey, hide } = ports;
    const body = queue === 'dispatch' ? signMessage(await admissionKey(), hide(message)) : message;
    await ports.queues.send(queue, [{ body }]);
  } catch (error) {
    ports.logger.error('delivery not enqueued', { ...delivery, queue, error });
    return json(503, { error: queueUnavailableMessage() });
  }
  ports.logger.info('delivery enqueued', { ...delivery, queue, type: message.type });
  return json(202, { accepted: message.type });
}
