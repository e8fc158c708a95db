/** What people ask for is done only if ingress let it in, and not too long ago: a queue's body is not trusted. */
import {
  type AccessRequest,
  type Asker,
  askedByCommand,
  askedByComponent,
  checkAdmission,
  findAccessRefusal,
} from '@valine/admission';
import { type Access, findCommand } from '@valine/commands';
import { type DispatchMessage, FIRST_ANSWER_REVISION, type InteractionRefused } from '@valine/contracts';
import type { LogFields } from '@valine/lambda-kit';
import { replyKey } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../replies/answer-once.ts';

const HOUR_MS = 3_600_000;
/** A limit, an outage or a redrive on the same day may pass. Admins are answered privately, which Discord takes for so long. */
const MAX_AGE_MS: Readonly<Record<Access, number>> = {
  everyone: 24 * HOUR_MS,
  operator: 24 * HOUR_MS,
  admin: HOUR_MS / 4,
};

/** Nobody whom we know has sent it. The queue brings it back: while a key is changed, another instance may know it. */
export class NotAdmitted extends Error {
  override name = 'NotAdmitted';
  readonly fields: LogFields;
  /** `fields`: what the log says of it. */
  constructor(fields: LogFields, message: string) {
    super(message);
    this.fields = fields;
  }
}

/**
 * The message as its sender has signed it. Between versions the schema leaves out what a later one has added, and adds what
 * an earlier one did not have. `body`: the JSON that it was made of, where that is known.
 */
export function asSent<M extends DispatchMessage>(message: M, body: unknown): M {
  return isBodyOf(message, body) ? body : message;
}

function isBodyOf<M extends DispatchMessage>({ type }: M, body: unknown): body is M {
  return typeof body === 'object' && body !== null && 'type' in body && body.type === type;
}

/**
 * True if it is to be done. False if it is too old, or if its asker may not do it now: they are told, unless they were
 * answered before.
 * @throws NotAdmitted for what ingress never let in so. Nobody is told, for where the answer would go is made up as well.
 */
export async function admit(ports: Ports, interaction: Interaction, body?: unknown): Promise<boolean> {
  const asked = askedFor(interaction);
  const { settings } = ports;
  const expired = assertAdmitted(ports, asSent(interaction, body), MAX_AGE_MS[asked.access]);
  const refusal = expired ?? findAccessRefusal(asked, askerOf(interaction), settings.access);
  if (refusal === undefined) return true;
  const { refusedAnswer } = await import('./refused-answer.ts');
  const answer = refusedAnswer(interaction, refusal);
  ports.logger.warn('not admitted', auditFields(interaction, answer.outcome));
  if (await wasAnswered(ports, interaction)) await finishAnswered(ports, interaction);
  else await answerOnce(ports, interaction, answer);
  return false;
}

/** `expired` for what is older than `maxAgeMs`. `message`: as it was sent. @throws NotAdmitted */
export function assertAdmitted(
  { clock, admissionKey }: Pick<Ports, 'clock' | 'admissionKey'>,
  message: Interaction | InteractionRefused,
  maxAgeMs = Number.POSITIVE_INFINITY,
): 'expired' | undefined {
  const problem = checkAdmission(admissionKey, message, { now: clock.now(), maxAgeMs });
  if (problem === undefined || problem === 'expired') return problem;
  const fields = auditFields(message, `admission_${problem}`);
  throw new NotAdmitted(fields, `admission_${problem}: ingress did not let this in as it stands`);
}

function askedFor(interaction: Interaction): AccessRequest {
  return interaction.type === 'command.requested'
    ? askedByCommand(findCommand(interaction.command), interaction.options)
    : askedByComponent(interaction.button);
}

function askerOf({ person: { id, roles }, admission }: Interaction): Asker {
  return { id, roles, guildId: admission?.guildId, channelIds: admission?.channelIds ?? [] };
}

function auditFields({ id, person, type }: Interaction | InteractionRefused, reasonCode: string) {
  return { audit: true, reasonCode, id, personId: person.id, type };
}

/** What was said on the way is no answer. */
async function wasAnswered({ store }: Ports, { reply }: Interaction): Promise<boolean> {
  const message = await store.find('message', replyKey(reply));
  const revision = Math.max(message?.shownRevision ?? 0, message?.parked?.revision ?? 0);
  return revision >= FIRST_ANSWER_REVISION - 1;
}

async function finishAnswered(ports: Ports, interaction: Interaction): Promise<void> {
  if (!(await finishEarlierAnswer(ports, interaction))) await finishBegun(ports, interaction);
}
