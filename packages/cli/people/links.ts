/** `valine links`: who on Discord is linked with which account on GitHub, and unties whom it should not be any more. */
import { flushOutbox } from '@valine/lambda-kit';
import { directNotification, findLink, untiePerson } from '@valine/records';
import type { Command } from 'commander';
import { carryOut } from '../audit/carry-out.ts';
import { CliError, UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import {
  type Linked,
  linksTable,
  notConfirmedMessage,
  notLinkedMessage,
  notListedMessage,
  notUntiedMessage,
  type Row,
  severalLinkedMessage,
  untiedByOperatorMessage,
  untiedMessage,
} from './links-texts.ts';

type Options = { remove?: string; yes?: boolean };

export function addLinksCommand(program: Command, tools: Tools): void {
  program
    .command('links')
    .description('list who is linked with which account on GitHub, and whether they are still there')
    .option('--remove <person>', 'untie this one: an id on Discord, or a login on GitHub')
    .option('--yes', 'with --remove: do it; without, it is only said what would be done')
    .action(({ remove: person, yes }: Options, command: Command) =>
      withConnection(tools, command, (connection) =>
        person === undefined ? list(tools, connection) : remove(tools, connection, person, yes ?? false),
      ),
    );
}

async function list({ clock }: Tools, connection: Connection): Promise<Finding> {
  const linked = await listLinked(connection);
  const standings = await connection.people.standings(
    linked.map(({ personId, link }) => ({ personId, accountId: link.account.id })),
  );
  const rows = linked.flatMap((each, index): Row[] => {
    const standing = standings[index];
    return standing === undefined ? [] : [{ ...each, standing }];
  });
  return { value: rows.map(jsonOf), text: linksTable(rows, { where: connection.where, now: clock.now() }) };
}

/** Those in force, the oldest first. @throws CliError */
async function listLinked({ people, store }: Connection): Promise<Linked[]> {
  const ids = await people.linked();
  if (ids.is !== 'known') throw new CliError(notListedMessage(ids));
  const found = await Promise.all(
    ids.value.map(async (personId) => ({ personId, link: await findLink(store, personId) })),
  );
  return found
    .flatMap(({ personId, link }) => (link === undefined ? [] : [{ personId, link }]))
    .toSorted((a, b) => a.link.at - b.link.at);
}

function jsonOf({ personId, link, standing }: Row) {
  const { account, at, by, direct } = link;
  return { personId, account, since: at, by: by ?? personId, toldDirectly: direct?.is ?? false, ...standing };
}

async function remove(tools: Tools, connection: Connection, person: string, isSure: boolean): Promise<Finding> {
  const linked = await findOne(connection, person);
  if (!isSure) throw new UsageError(notConfirmedMessage(linked, person));
  const { store } = connection;
  const { personId, link } = linked;
  const asked = { what: 'valine links', options: { remove: personId, login: link.account.login } };
  return carryOut(tools, connection, asked, async () => {
    const by = `terminal ${tools.newId()}`;
    const tell = (login: string) => [directNotification(personId, by, untiedByOperatorMessage(tools.operator, login))];
    const verdict = await untiePerson(store, { personId, by, at: tools.clock.now(), tell });
    const value = { untied: personId, account: link.account };
    if (verdict === 'not_linked') throw new CliError(notUntiedMessage(linked));
    const isTold = await tellOutbox(connection, personId).then(
      () => true,
      () => false,
    );
    const text = untiedMessage(linked, isTold);
    return isTold ? { value, text } : { value, text: '', failed: text, outcome: 'done' };
  });
}

async function tellOutbox(connection: Connection, personId: string): Promise<void> {
  const identity = await connection.store.find('identity', personId);
  if (identity !== undefined) await flushOutbox(connection, identity);
}

/** @throws CliError where nobody, or nobody of that name, is linked, or more than one has it: a login may go to somebody else */
async function findOne(connection: Connection, person: string): Promise<Linked> {
  const link = /^\d+$/.test(person) ? await findLink(connection.store, person) : undefined;
  if (link !== undefined) return { personId: person, link };
  const login = person.replace(/^@/, '').toLowerCase();
  const all = await listLinked(connection);
  const [found, ...others] = all.filter((each) => each.link.account.login.toLowerCase() === login);
  if (found === undefined) throw new CliError(notLinkedMessage(person));
  if (others.length > 0) throw new CliError(severalLinkedMessage([found, ...others], person));
  return found;
}
