/** `POST /discord`: signature first, then the interaction; a command is answered once its queue has it. */
import { lockValue, signAdmission } from '@valine/admission';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import { EPHEMERAL } from '@valine/discord';
import { QueueUnavailable } from '@valine/lambda-kit';
import type {
  APIApplicationCommandAutocompleteResponse,
  APIInteractionResponseChannelMessageWithSource,
  APIInteractionResponseDeferredChannelMessageWithSource,
  APIInteractionResponsePong,
  APIModalInteractionResponse,
} from 'discord-api-types/v10';
import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { DoorPorts, IngressPorts } from '../ports.ts';
import type { Choice } from './complete.ts';
import { type Decision, decideCommand, decideComponent, decideSubmitted } from './decide.ts';
import {
  type CommandInteraction,
  type ComponentInteraction,
  personOf,
  readInteraction,
  type SubmittedInteraction,
} from './interaction.ts';
import {
  admissionKeyUnavailableMessage,
  queueUnavailableMessage,
  queueUnsureMessage,
  unreadMessage,
} from './messages.ts';

export async function handleInteraction(ports: DoorPorts, request: HttpRequest): Promise<HttpResponse> {
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
      return carryOut(ports, atPace(ports, decideCommand(interaction, ports.settings, now), now), interaction);
    case 3:
      return carryOut(ports, atPace(ports, decideComponent(interaction, ports.settings, now), now), interaction);
    case 5:
      return carryOut(ports, atPace(ports, decideSubmitted(interaction, ports.settings, now), now), interaction);
    case 4:
      return choices(await (await import('./complete.ts')).completeOption(ports, interaction, now));
  }
}

function isSigned(ports: IngressPorts, { headers, body }: HttpRequest, now: number): boolean {
  const signature = headers['x-signature-ed25519'];
  const timestamp = headers['x-signature-timestamp'];
  return ports.verifyInteraction({ signature, timestamp, body, now });
}

/** The dispatcher counts what all instances of this function let through; this one refuses at once, and privately. */
function atPace(ports: DoorPorts, decision: Decision, now: number): Decision {
  if (decision.do !== 'enqueue') return decision;
  const { message } = decision;
  return message.type === 'button.pressed'
    ? pressAtPace(ports, { ...decision, message }, now)
    : commandAtPace(ports, { ...decision, message }, now);
}

type EnqueuedAs<Message> = Enqueued & { message: Message };

function commandAtPace({ pace, settings }: DoorPorts, decision: EnqueuedAs<CommandRequested>, now: number): Decision {
  const { command, person } = decision.message;
  const perMinute = settings.COMMANDS_PER_MINUTE;
  const seen = pace(`${command} ${person.id}`, perMinute, now);
  if ('count' in seen) return decision;
  return { do: 'refuse', refusal: { reasonCode: 'too_many_commands', command, perMinute, ...seen } };
}

/** So many presses of one person within a minute cost the dispatcher nothing, where more are allowed: people seldom press so often. */
const FREE_PRESSES = 10;

function pressAtPace({ pace, settings }: DoorPorts, decision: EnqueuedAs<ButtonPressed>, now: number): Decision {
  const perMinute = settings.PRESSES_PER_MINUTE;
  const seen = pace(`press ${decision.message.person.id}`, perMinute, now);
  if ('retryAt' in seen) return { do: 'refuse', refusal: { reasonCode: 'too_many_presses', perMinute, ...seen } };
  const isFree = seen.count <= FREE_PRESSES && perMinute > FREE_PRESSES;
  return isFree ? decision : { ...decision, message: { ...decision.message, isFast: true } };
}

/** A refusal is told at once, stands in the log as audit lines do, and is told to the audit. */
async function carryOut(ports: DoorPorts, decision: Decision, sent: Sent): Promise<HttpResponse> {
  if (decision.do === 'enqueue') return enqueue(ports, decision, sent);
  if (decision.do === 'open') return opened(decision);
  const { refusal } = decision;
  ports.logger.info('interaction refused', { ...auditFields(sent), reasonCode: refusal.reasonCode });
  const [{ refusedMessage }, { tellRefused }] = await Promise.all([
    import('./refused-messages.ts'),
    import('./tell-refused.ts'),
  ]);
  await tellRefused(ports, sent, refusal.reasonCode, ports.clock.now());
  return told(refusedMessage(refusal), true);
}

/** The one AWS call before the answer to a command. If it fails the person is told now: nobody else would. */
async function enqueue(
  ports: IngressPorts,
  { message: decided, secrets, place }: Enqueued,
  sent: Sent,
): Promise<HttpResponse> {
  const key = await findAdmissionKey(ports, sent);
  if (key === undefined) return told(admissionKeyUnavailableMessage(), true);
  const message = ports.hide(withLocked(key, decided, secrets));
  try {
    await ports.queues.send('dispatch', [{ body: signAdmission(key, message, place) }]);
  } catch (error) {
    const mayHaveArrived = error instanceof QueueUnavailable && error.mayHaveArrived;
    const reasonCode = mayHaveArrived ? 'queue_unsure' : 'queue_unavailable';
    ports.logger.error('interaction not enqueued', { ...auditFields(sent), reasonCode, queue: 'dispatch', error });
    // What may have arrived is answered by editing this very message, so everybody who may see that sees this.
    return mayHaveArrived ? told(queueUnsureMessage(), message.reply.private) : told(queueUnavailableMessage(), true);
  }
  ports.logger.info('interaction enqueued', { ...interactionFields(sent), queue: 'dispatch' });
  return deferred(message.reply.private);
}

/** Had once for each instance. */
async function findAdmissionKey(ports: IngressPorts, sent: Sent): Promise<string | undefined> {
  try {
    return await ports.admissionKey();
  } catch (error) {
    const reasonCode = 'admission_key_unavailable';
    ports.logger.error('interaction not enqueued', { ...auditFields(sent), reasonCode, error });
    return undefined;
  }
}

/** What is secret of a command goes on under a lock. */
function withLocked(key: string, message: Enqueued['message'], secrets: Enqueued['secrets'] = {}): Enqueued['message'] {
  const names = Object.entries(secrets);
  if (message.type !== 'command.requested' || names.length === 0) return message;
  const locked = names.map(([name, value]) => [name, lockValue(key, value, message.id)]);
  return { ...message, locked: Object.fromEntries(locked) };
}

type Sent = CommandInteraction | ComponentInteraction | SubmittedInteraction;
type Enqueued = Extract<Decision, { do: 'enqueue' }>;

/** Discord's limit for a custom_id; a command's name is shorter. */
const MOST_CHARACTERS = 100;

function interactionFields(sent: Sent) {
  const what = sent.type === 2 ? `/${sent.data.name}` : sent.data.custom_id;
  return {
    trace: sent.id,
    interactionId: sent.id,
    command: what.slice(0, MOST_CHARACTERS),
    personId: personOf(sent).id,
    channelId: sent.channel_id,
    ...(sent.guild_id && { guildId: sent.guild_id }),
  };
}

/** `audit` marks the lines that tell what was not done, which no record tells; they are written whatever LOG_LEVEL says. */
function auditFields(sent: Sent) {
  return { audit: true, ...interactionFields(sent) };
}

function pong(): HttpResponse {
  return json(200, { type: 1 } satisfies APIInteractionResponsePong);
}

/** Discord shows "thinking …" until the notifier fills the message in. */
function deferred(isPrivate: boolean): HttpResponse {
  const answer = { type: 5, data: { flags: flagsOf(isPrivate) } };
  return json(200, answer satisfies APIInteractionResponseDeferredChannelMessageWithSource);
}

/** A message at once; a private one only the person sees. */
function told(content: string, isPrivate: boolean): HttpResponse {
  const answer = { type: 4, data: { content, flags: flagsOf(isPrivate), allowed_mentions: { parse: [] } } };
  return json(200, answer satisfies APIInteractionResponseChannelMessageWithSource);
}

const ONE_LINE = 1;
const SEVERAL_LINES = 2;

/** Discord opens a window with one field, and sends what is written there under the same id. */
function opened({ id: custom_id, window }: Extract<Decision, { do: 'open' }>): HttpResponse {
  const { title, label, maxLength: max_length, isLine } = window;
  const field = { type: 4, custom_id: 'text', style: isLine ? ONE_LINE : SEVERAL_LINES, max_length } as const;
  const data = { custom_id, title, components: [{ type: 18 as const, label, component: field }] };
  return json(200, { type: 9, data } satisfies APIModalInteractionResponse);
}

/** At most 25, each name and value at most 100 characters. */
function choices(list: readonly Choice[]): HttpResponse {
  return json(200, { type: 8, data: { choices: [...list] } } satisfies APIApplicationCommandAutocompleteResponse);
}

function flagsOf(isPrivate: boolean): number {
  return isPrivate ? EPHEMERAL : 0;
}
