/** Enters everything that people ask for in the audit, done or refused. */
import { OF_STRANGERS } from '@valine/admission';
import { type AppendPorts, appendEntry, auditKey } from '@valine/audit';
import type { InteractionRefused } from '@valine/contracts';
import type { AuditFacts } from '@valine/records';
import { isOneTooMany } from '../limit/refuse-flood.ts';
import type { Interaction, Ports } from '../ports.ts';
import { factsOf, factsOfComment, factsOfRefusal } from './facts.ts';
import { observe } from './observe.ts';

/**
 * The entry is written when the work has ended, and before the message is done with. `handle` throws what the queue is to
 * bring back; what it enters itself, by the function it is given, stays as it is then.
 */
export async function overInteraction(
  ports: Ports,
  interaction: Interaction,
  handle: (ports: Ports, enter: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { store, outcome } = observe(ports.store, interaction.id);
  const enter = () => appendEntry(appending(ports), interaction.id, factsOf(interaction, outcome(), settingsOf(ports)));
  await handle({ ...ports, store }, enter);
  await enter();
}

/** The same of a comment, which has a record as soon as it is about a task. `id`: of that record. `isLate`: of its last tries. */
export async function overComment(
  ports: Ports,
  id: string,
  isLate: boolean,
  handle: (ports: Ports) => Promise<void>,
): Promise<void> {
  const { store, comment } = observe(ports.store, id);
  if (isLate) await store.find('comment', id);
  if (comment() !== undefined) await recordComment(ports, comment());
  await handle({ ...ports, store });
  if (comment()?.effects.length) await recordComment(ports, comment());
}

/** The same of what a schedule has begun. `id`: of its slot. */
export function recordSchedule(ports: Ports, id: string, facts: Omit<AuditFacts, 'askedBy'>): Promise<void> {
  return appendEntry(appending(ports), id, { askedBy: 'schedule', ...facts });
}

async function recordComment(ports: Ports, comment: ReturnType<ReturnType<typeof observe>['comment']>): Promise<void> {
  if (comment === undefined) return;
  const facts = factsOfComment(comment, settingsOf(ports));
  const isOfStranger = facts.reasonCode === 'no_write_access' || comment.link?.isStranger === true;
  if (isOfStranger && (await isOfTooMany(ports, 'GitHub', { id: comment.id, at: facts.askedAt }))) return;
  await appendEntry(appending(ports), comment.id, facts);
}

export async function handleInteractionRefused(ports: Ports, refused: InteractionRefused): Promise<void> {
  const { id, reasonCode, refusedAt: at } = refused;
  if (OF_STRANGERS.includes(reasonCode) && (await isOfTooMany(ports, 'Discord', { id, at }))) return;
  await appendEntry(appending(ports), refused.id, factsOfRefusal(refused, settingsOf(ports)));
}

/** Anybody outside may write to us. All of them together fill so many entries; the rest stands in the log alone. */
const OF_ALL_STRANGERS = { most: 10, windowMs: 3_600_000 };

/** What is told of so late was one too many before, and comes again. `at`: epoch milliseconds. */
async function isOfTooMany(ports: Ports, platform: string, { id, at }: { id: string; at: number }): Promise<boolean> {
  const isLate = ports.clock.now() - at > OF_ALL_STRANGERS.windowMs;
  if (!isLate && !(await isOneTooMany(ports, `audit of strangers on ${platform}`, id, OF_ALL_STRANGERS))) return false;
  ports.logger.warn('a refusal is not in the audit: strangers were refused too often', { audit: true, id, platform });
  return true;
}

function appending({ auditing, admissionKey, ...ports }: Ports): AppendPorts {
  return { ...ports, days: auditing.days, key: auditKey(admissionKey) };
}

function settingsOf({ settings, auditing }: Ports) {
  return { gitHubLogins: settings.gitHubLogins, mask: auditing.mask };
}
