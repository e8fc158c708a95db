/** What people ask for is done only if ingress let it in, and not too long ago: a queue's body is not trusted. */
import { checkAdmission } from '@valine/admission';
import { type Access, accessOf, buttons, findCommand, selects } from '@valine/commands';
import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import { replyKey } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../replies/answer-once.ts';
import { expiredMessage } from './messages.ts';

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
}

/**
 * True if it is to be done. False if it is too old: its asker is told, unless it was answered before.
 * @throws NotAdmitted for what ingress never let in so. Nobody is told, for where the answer would go is made up as well.
 */
export async function admit(ports: Ports, interaction: Interaction): Promise<boolean> {
  const now = ports.clock.now();
  const maxAgeMs = MAX_AGE_MS[accessAskedFor(interaction)];
  const problem = checkAdmission(ports.admissionKey, interaction, { now, maxAgeMs });
  if (problem === undefined) return true;
  const reasonCode = `admission_${problem}`;
  const { id, person, type } = interaction;
  ports.logger.error('not admitted', { audit: true, reasonCode, id, personId: person.id, type });
  if (problem !== 'expired') throw new NotAdmitted(`${reasonCode}: ingress did not let this in as it stands`);
  if (await wasAnswered(ports, interaction)) await finishAnswered(ports, interaction);
  else await answerOnce(ports, interaction, { outcome: reasonCode, message: expiredMessage(interaction) });
  return false;
}

/** The most that is known by the name: an option may ask for more than its command does. */
function accessAskedFor(interaction: Interaction): Access {
  if (interaction.type === 'command.requested') {
    const command = findCommand(interaction.command);
    return command === undefined ? 'everyone' : accessOf(command, interaction.options);
  }
  const table: Readonly<Record<string, Access>> = { ...buttons, ...selects };
  return table[interaction.button] ?? 'everyone';
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
