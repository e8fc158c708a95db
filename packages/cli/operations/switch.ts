/** `valine switch`: lists what is switched off, and switches it without a deploy. */
import { agoText } from '@valine/contracts';
import {
  changeRecord,
  decideSwitch,
  isSwitchName,
  type Restriction,
  restrictionOf,
  SWITCHES,
  SWITCHES_ID,
  type SwitchName,
} from '@valine/records';
import { type Command, InvalidArgumentError } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { chooseOneMessage, reasonMissingMessage, switchedMessage } from './switch-messages.ts';

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

function switchesTable(
  restrictions: Readonly<Record<string, Restriction>>,
  { where, now }: { where: string; now: number },
): string {
  const names = [...new Set([...Object.keys(SWITCHES), ...Object.keys(restrictions)])];
  const rows = names.map((name) => {
    const restriction = restrictionOf(restrictions, name);
    if (restriction === undefined) return [name, name === 'pause' ? 'off' : 'as configured', '–', '–', '–'];
    const { by, at, reason } = restriction;
    const who = by.id === undefined ? by.name : `${by.name} (${by.id})`;
    return [name, isSwitchName(name) ? SWITCHES[name].restricts : 'restricted', agoText(at, now), who, reason];
  });
  return [
    `Switches (${where}): each only takes away what the configuration allows.`,
    tableText(['switch', 'is', 'since', 'by', 'why'], rows),
  ].join('\n');
}

type Wish = { name: SwitchName; isRestricted: boolean; reason: string };

/** What is switched off in need is switched off where the audit takes no entry, too: who did it stands beside the switch. */
function change(tools: Tools, connection: Connection, { name, isRestricted, reason }: Wish): Promise<Finding> {
  const to = isRestricted === (SWITCHES[name].restricts === 'on') ? 'on' : 'off';
  const asked = { what: 'valine switch', options: { switch: name, to, reason }, evenUnentered: true };
  return carryOut(tools, connection, asked, async () => {
    const by = { name: tools.operator };
    const wish = { source: `terminal ${tools.newId()}`, name, isRestricted, by, at: tools.clock.now(), reason };
    const { verdict } = await changeRecord(connection.store, 'switches', SWITCHES_ID, (found) =>
      decideSwitch(found, wish),
    );
    const value = { switch: name, isRestricted, verdict };
    const text = switchedMessage(name, isRestricted, verdict);
    if (verdict !== 'already') return { value, text };
    return { value, text, outcome: 'refused', reasonCode: 'switched_already' };
  });
}
