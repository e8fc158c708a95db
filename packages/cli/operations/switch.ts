/** `valine switch`: lists what is switched off, and switches it without a deploy. */
import {
  changeRecord,
  decideSwitch,
  isSwitchName,
  SWITCHES,
  SWITCHES_ID,
  type SwitchName,
  type SwitchVerdict,
} from '@valine/records';
import { type Command, InvalidArgumentError } from 'commander';
import { enterAudit } from '../audit/enter.ts';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { chooseOneMessage, notEnteredMessage, reasonMissingMessage, switchedMessage } from './switch-messages.ts';
import { switchesTable } from './switches-table.ts';

type Options = { on?: boolean; off?: boolean; reason?: string };

export function addSwitchCommand(program: Command, tools: Tools): void {
  program
    .command('switch')
    .argument('[switch]', `${Object.keys(SWITCHES).join(', ')}; without it, all are listed`, parseName)
    .description('pause everything, or take away without a deploy what the configuration allows; and undo it')
    .option('--on', 'switch it on')
    .option('--off', 'switch it off')
    .option('--reason <text>', 'why: people who are refused read it, and it stands in the audit')
    .action((name: SwitchName | undefined, options: Options, command: Command) => {
      if (name === undefined) return withConnection(tools, command, (connection) => list(tools, connection));
      const isOn = readPosition(options);
      const reason = options.reason?.trim();
      if (!reason) throw new UsageError(reasonMissingMessage());
      const wish = { name, isRestricted: SWITCHES[name].restricts === (isOn ? 'on' : 'off'), reason };
      return withConnection(tools, command, (connection) => change(tools, connection, wish));
    });
}

function parseName(text: string): SwitchName {
  if (isSwitchName(text)) return text;
  throw new InvalidArgumentError(`There are ${Object.keys(SWITCHES).join(', ')}.`);
}

function readPosition({ on, off }: Options): boolean {
  if (Boolean(on) === Boolean(off)) throw new UsageError(chooseOneMessage());
  return Boolean(on);
}

async function list({ clock }: Tools, { store, where }: Connection): Promise<Finding> {
  const restrictions = (await store.find('switches', SWITCHES_ID))?.restrictions ?? {};
  return { value: restrictions, text: switchesTable(restrictions, { where, now: clock.now() }) };
}

type Wish = { name: SwitchName; isRestricted: boolean; reason: string };

async function change(tools: Tools, connection: Connection, { name, isRestricted, reason }: Wish): Promise<Finding> {
  const id = tools.newId();
  const by = { name: tools.operator };
  const wish = { source: `terminal ${id}`, name, isRestricted, by, at: tools.clock.now(), reason };
  const { verdict } = await changeRecord(connection.store, 'switches', SWITCHES_ID, (found) =>
    decideSwitch(found, wish),
  );
  const text = switchedMessage(name, isRestricted, verdict);
  await enter(tools, connection, { id, name, isRestricted, reason, verdict }).catch((error: unknown) => {
    throw new CliError(notEnteredMessage(text), { cause: error });
  });
  return { value: { switch: name, isRestricted, verdict }, text };
}

type Switched = Wish & { id: string; verdict: SwitchVerdict };

async function enter(
  tools: Tools,
  connection: Connection,
  { id, name, isRestricted, reason, verdict }: Switched,
): Promise<void> {
  const to = isRestricted === (SWITCHES[name].restricts === 'on') ? 'on' : 'off';
  const outcome =
    verdict === 'already'
      ? { outcome: 'refused' as const, reasonCode: 'switched_already' }
      : { outcome: 'done' as const };
  await enterAudit(tools, connection, { id, what: 'valine switch', options: { switch: name, to, reason }, ...outcome });
}
