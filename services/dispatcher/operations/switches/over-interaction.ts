/** What people ask for while it is switched off: nothing of it begins, and they are told. What had begun before goes on. */
import { askedByCommand, askedByComponent } from '@valine/admission';
import { type ButtonName, type CommandName, findCommand, type SelectName } from '@valine/commands';
import type { Kind, RecordStore, Restriction, SwitchName } from '@valine/records';
import type { Interaction, Ports } from '../../ports.ts';
import { answerOnce } from '../../replies/answer-once.ts';
import { switchedOffMessage } from './messages.ts';
import { findRestriction } from './switches.ts';

/** What operators and admins ask for begins something outside, but for these: they look, end what is under way, or change our own records alone. */
const GOES_ON: ReadonlySet<string> = new Set<CommandName | ButtonName | SelectName>([
  'audit',
  'link',
  'unlink',
  'mute',
  'unmute',
  'ops',
  'ops-show',
  'ops-parked',
  'ops-switch',
  'ops-redrive',
  'ops-retry',
  'ops-done',
  'ops-drop',
  'discard',
  'choose-tasks',
  'keep-going',
  'cancel-workflow',
  'cancel-change',
  'agent-stop',
]);

/** The switches that can stand against it. */
function switchesAgainst(interaction: Interaction): SwitchName[] {
  const isCommand = interaction.type === 'command.requested';
  const name = isCommand ? interaction.command : interaction.button;
  const { access, writesSecrets } = isCommand
    ? askedByCommand(findCommand(name), interaction.options)
    : askedByComponent(name);
  const isOfSite = name === 'ux-update' || name === 'confirm-change';
  const isInWords = isCommand && isOfSite && interaction.options['description'] !== undefined;
  return [
    ...(access !== 'everyone' && !GOES_ON.has(name) ? (['pause'] as const) : []),
    ...(isOfSite ? (['DISABLE_UX_UPDATES'] as const) : []),
    ...(isInWords ? (['USE_LLM_PARSING'] as const) : []),
    ...(writesSecrets ? (['ALLOW_SECRET_WRITES'] as const) : []),
  ];
}

/** Where something would have begun. */
class SwitchedOff extends Error {
  override name = 'SwitchedOff';
}

/**
 * Has it handled, unless a switch stands against it: then its handler may look, and finish what an earlier copy has begun.
 * One read a minute at most, and none for what no switch is about.
 */
export async function withSwitches(
  ports: Ports,
  interaction: Interaction,
  handle: (ports: Ports) => Promise<void>,
): Promise<void> {
  const off = await findSwitchedOff(ports, interaction);
  if (off === undefined) return handle(ports);
  try {
    const github = isPlan(interaction) ? listingNothing(ports.github) : ports.github;
    await handle({ ...ports, github, store: beginningNothing(ports.store, interaction.id) });
  } catch (error) {
    if (!(error instanceof SwitchedOff)) throw error;
    const message = switchedOffMessage(off.name, off.restriction);
    await answerOnce(ports, interaction, { outcome: 'switched_off', message });
  }
}

type Off = { name: SwitchName; restriction: Restriction | 'unknown' };

async function findSwitchedOff(ports: Ports, interaction: Interaction): Promise<Off | undefined> {
  const names = switchesAgainst(interaction);
  if (names.length === 0) return undefined;
  const restrictions = await ports.switches();
  return names
    .map((name) => ({ name, restriction: findRestriction(restrictions, name) }))
    .find((each): each is Off => each.restriction !== undefined);
}

function isPlan(interaction: Interaction): boolean {
  return interaction.type === 'command.requested' && interaction.command === 'plan';
}

/** What a copy of `/plan` has begun is found by its id: nobody waits for GitHub to be told that nothing is planned. */
function listingNothing(github: Ports['github']): Ports['github'] {
  return {
    findIssue: (number, withinMs) => github.findIssue(number, withinMs),
    findOpenBlockers: (issue, withinMs) => github.findOpenBlockers(issue, withinMs),
    listOpenIssues: async () => {
      throw new SwitchedOff();
    },
  };
}

/** Written even for a refusal: that it was asked for and answered, and the entry in the audit. */
const ASIDE: readonly Kind[] = ['request', 'recent', 'audit', 'audit-claim', 'audit-head'];

/** A store in which nothing begins: what `source` has begun can be read, and changed. */
function beginningNothing(store: RecordStore, source: string): RecordStore {
  return {
    ...store,
    async create(record) {
      if (ASIDE.includes(record.kind)) return store.create(record);
      if ((await store.find(record.kind, record.id)) !== undefined) return 'exists';
      throw new SwitchedOff();
    },
    async replace(previous, next) {
      const isOwn = 'applied' in previous && previous.applied.includes(source);
      if (isOwn || ASIDE.includes(previous.kind)) return store.replace(previous, next);
      throw new SwitchedOff();
    },
  };
}
