/** `valine audit`: who asked for what, the newest first; exports it, and verifies that it is as it was written. */
import { type AuditFilter, linkedLogins, readMoment, selectEntries } from '@valine/audit';
import type { AuditEntry } from '@valine/records';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../terminal/errors.ts';
import type { Connection, Tools } from '../terminal/ports.ts';
import { type Finding, withConnection } from '../terminal/with-connection.ts';
import { auditTable, exportText, problemsText } from './texts.ts';
import { type Anchor, verifyFinding } from './verify.ts';

type Options = {
  person?: string;
  command?: string;
  since?: string;
  until?: string;
  limit: number;
  before?: number;
  export?: true;
  verify?: true;
  anchor?: Anchor;
  earlierKey?: string[];
};

export function addAuditCommand(program: Command, tools: Tools): void {
  program
    .command('audit')
    .description('show who did what, or was refused it: the newest first')
    .option('--person <person>', 'whose: an id or a name on Discord, or a login on GitHub')
    .option('--command <command>', 'which: a command, a button, or "valine skip"')
    .option('--since <moment>', 'since 30m, 2h, 7d, 4w, or a moment such as 2026-11-30 (UTC)')
    .option('--until <moment>', 'until such a moment')
    .option('--limit <count>', 'at most so many (1 to 10000)', parseLimit, 50)
    .option('--before <number>', 'only what is older than the entry of this number', parseNumber)
    .option('--export', 'print all of the period as JSON Lines, the oldest first')
    .option('--verify', 'check that nothing was altered, and that nothing is missing')
    .option('--anchor <number:hash>', 'with --verify: an entry that was seen before has to be there', parseAnchor)
    .option('--earlier-key <name>', 'with --verify: an environment variable with an ADMISSION_KEY of before', collect)
    .action((options: Options, command: Command) =>
      withConnection(tools, command, (connection) => findAudit(connection, options, tools.clock.now())),
    );
}

async function findAudit(connection: Connection, options: Options, now: number): Promise<Finding> {
  if (options.verify) return verifyFinding(connection, options, now);
  const { store, where } = connection;
  const filter = filterOf(options, now);
  const most = options.export ? Number.POSITIVE_INFINITY : options.limit;
  const limits = { most, mostLooked: Number.POSITIVE_INFINITY };
  const selection = await selectEntries({ store, filter, now, before: options.before, ...limits });
  const entries = selection.shown.filter((shown): shown is AuditEntry => !('is' in shown));
  const problems = problemsText(selection.shown);
  const failed = problems === undefined ? {} : { failed: problems };
  if (options.export) {
    const oldestFirst = entries.toReversed();
    return { value: oldestFirst, text: exportText(oldestFirst), ...failed };
  }
  const logins = await linkedLogins(store, entries);
  return { value: entries, text: auditTable(entries, { ...selection, where, now, logins }), ...failed };
}

function filterOf({ person, command, since, until }: Options, now: number): AuditFilter {
  return { person, command, since: momentOf('--since', since, now), until: momentOf('--until', until, now) };
}

function momentOf(option: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = readMoment(text, now);
  if (at === undefined)
    throw new UsageError(`${option} ${text}: give 30m, 2h, 7d, 4w, or a moment such as 2026-11-30.`);
  return at;
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 10_000) return limit;
  throw new InvalidArgumentError('Give a number from 1 to 10000.');
}

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give the number of an entry.');
}

function parseAnchor(text: string): Anchor {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{8,64})$/.exec(text) ?? [];
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  throw new InvalidArgumentError('Give a number and a hash as --verify prints them, such as 120:9f86d081884c7d65.');
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
