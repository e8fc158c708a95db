/** What the audit says of an interaction, of a refusal at the door, and of a command in a comment: with secrets hidden, and cut. Pure. */
import { findCommand, isHidden } from '@valine/commands';
import { type ButtonPressed, type CommandRequested, cutLine, type InteractionRefused } from '@valine/contracts';
import { type AuditFacts, type CommentRecord, taskId } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import type { Outcome } from './observe.ts';

export type FactsSettings = {
  /** Logins on GitHub, by the ids of people on Discord. */
  gitHubLogins: Ports['settings']['gitHubLogins'];
  mask: Ports['auditing']['mask'];
};

export function factsOf(interaction: Interaction, outcome: Outcome, settings: FactsSettings): AuditFacts {
  const { person, reply } = interaction;
  const asked = interaction.type === 'command.requested' ? commandFacts(interaction) : pressFacts(interaction);
  return {
    ...asked,
    options: shown(asked.options, settings),
    person: personFacts(person, settings),
    place: { channelId: reply.channelId, ...(reply.guildId && { guildId: reply.guildId }) },
    ...outcome,
  };
}

type AskedFacts = Pick<AuditFacts, 'askedBy' | 'what' | 'askedAt'> & { options: Readonly<Record<string, unknown>> };

const HIDDEN = '***';

function commandFacts({ command: name, options, requestedAt }: CommandRequested): AskedFacts {
  const command = findCommand(name);
  const entries = Object.entries(options).map(([option, value]) => [
    option,
    isHidden(command, option) ? HIDDEN : value,
  ]);
  return { askedBy: 'command', what: `/${name}`, options: Object.fromEntries(entries), askedAt: requestedAt };
}

function pressFacts({ button, argument, values, text, pressedAt }: ButtonPressed): AskedFacts {
  const options = { on: argument, ...(values && { chosen: values.join(', ') }), ...(text !== undefined && { text }) };
  return { askedBy: text === undefined ? 'press' : 'window', what: button, options, askedAt: pressedAt };
}

export function factsOfRefusal(refused: InteractionRefused, settings: FactsSettings): AuditFacts {
  const { askedBy, what, options, person, channelId, guildId, reasonCode, alike, refusedAt } = refused;
  return {
    askedBy,
    what: cutLine(settings.mask(what), MOST_SHOWN),
    options: shown(options, settings),
    person: personFacts(person, settings),
    place: { channelId, ...(guildId && { guildId }) },
    outcome: 'refused',
    reasonCode,
    ...(alike > 0 && { alike }),
    askedAt: refusedAt,
  };
}

/** Without an outcome it is not known: nobody could carry it out. */
export function factsOfComment(
  comment: CommentRecord,
  { gitHubLogins }: Pick<FactsSettings, 'gitHubLogins'>,
): AuditFacts {
  const { verb, link, by, on, repository, planId, number, requestedAt } = comment;
  const [id] = Object.entries(gitHubLogins).find(([, login]) => login?.toLowerCase() === by.toLowerCase()) ?? [];
  return {
    askedBy: 'comment',
    what: `/valine ${verb ?? link?.verb ?? '?'}`,
    person: { login: by, ...(id !== undefined && { id }) },
    place: { issue: `${repository}#${on}` },
    options: {},
    ...outcomeOfComment(comment),
    ...(planId !== undefined && number !== undefined && { about: taskId(planId, number) }),
    askedAt: requestedAt,
  };
}

/** Whoever may not write gets a thumb down; for all else that is not done the answer says why. */
function outcomeOfComment({ verb, link, effects }: CommentRecord): Pick<AuditFacts, 'outcome' | 'reasonCode'> {
  switch (effects.find(({ kind }) => kind === 'react')?.params['content']) {
    case undefined:
      return { outcome: 'unknown' };
    case '+1':
      return { outcome: 'done' };
    case '-1':
      return { outcome: 'refused', reasonCode: 'no_write_access' };
    default:
      if (verb === null && link === undefined) return { outcome: 'refused', reasonCode: 'unknown_command' };
      return { outcome: 'refused', reasonCode: 'comment_not_carried_out' };
  }
}

function personFacts({ id, name }: { id: string; name: string }, { gitHubLogins, mask }: FactsSettings) {
  const login = Object.hasOwn(gitHubLogins, id) ? gitHubLogins[id] : undefined;
  return { id, name: cutLine(mask(name), MOST_NAME), ...(login !== undefined && { login }) };
}

/** Of UTF-16 units: a name on Discord has 32. */
const MOST_NAME = 64;
const MOST_SHOWN = 300;
/** As many as a command may have. */
const MOST_OPTIONS = 25;

/** Masked before it is cut: half a secret is not known any more. */
function shown(options: Readonly<Record<string, unknown>>, { mask }: FactsSettings): Record<string, string> {
  const entries = Object.entries(options).slice(0, MOST_OPTIONS);
  return Object.fromEntries(
    entries.map(([name, value]) => [cutLine(mask(name), MOST_NAME), cutLine(mask(String(value)), MOST_SHOWN)]),
  );
}
