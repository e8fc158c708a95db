/** What `valine audit` prints. */
import type { AuditProblem, Selection, Shown, Verified } from '@valine/audit';
import { cutLine } from '@valine/contracts';
import type { AuditEntry } from '@valine/records';
import { tableText } from '../terminal/table.ts';

/** `logins`: who is linked now, by the id on Discord. */
type About = Pick<Selection, 'looked' | 'end' | 'oldest'> & {
  where: string;
  now: number;
  logins: ReadonlyMap<string, string>;
};

export function auditTable(entries: readonly AuditEntry[], { looked, end, oldest = 0, where, logins }: About): string {
  if (entries.length === 0) return `Nothing was found among ${looked} entries of the audit (${where}).`;
  const table = tableText(
    ['entry', 'when (UTC)', 'who', 'what', 'outcome', 'where', 'about'],
    entries.map((entry) => rowOf(entry, logins)),
  );
  return end === 'all'
    ? table
    : `${table}\n\nThere may be older ones: they come with --before ${oldest}, and more at once with --limit.`;
}

const MOST_WHAT = 60;

function rowOf({ seq, facts }: AuditEntry, logins: About['logins']): (string | number)[] {
  const { what, options, outcome, reasonCode, alike = 0, about = '–', askedAt } = facts;
  const given = Object.entries(options).map(([name, value]) => `${name}:${value}`);
  const end = reasonCode === undefined ? outcome : `${outcome}: ${reasonCode}`;
  return [
    seq,
    momentText(askedAt),
    whoText({ login: logins.get(facts.person.id ?? ''), ...facts.person }),
    cutLine([what, ...given].join(' '), MOST_WHAT),
    alike > 0 ? `${end} (and ${alike} alike)` : end,
    whereText(facts.place),
    about,
  ];
}

function whoText({ id, name, login }: Partial<Record<'id' | 'name' | 'login', string | undefined>>): string {
  const known = name === undefined ? undefined : cutLine(name, 24);
  const onDiscord =
    id === undefined ? (known === undefined ? [] : [known]) : [known === undefined ? id : `${known} (${id})`];
  return [...onDiscord, ...(login === undefined ? [] : [`@${login}`])].join(' ');
}

function whereText({ channelId, issue }: AuditEntry['facts']['place']): string {
  return issue ?? (channelId === undefined ? '–' : `#${channelId}`);
}

function momentText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** A line for each, as it stands in the table, with its hash and its seal. */
export function exportText(entries: readonly AuditEntry[]): string {
  return entries
    .map(({ kind: _, id: _id, version: _version, outbox: _outbox, ...entry }) => JSON.stringify(entry))
    .join('\n');
}

/** Undefined where nothing is wrong. */
export function problemsText(shown: readonly Shown[]): string | undefined {
  const wrong = shown.filter((each) => 'is' in each);
  const [first] = wrong.toSorted((one, other) => one.seq - other.seq);
  if (first === undefined) return undefined;
  return `Entry ${first.seq} of the audit ${first.is === 'missing' ? 'is missing' : 'was altered'}, and it is not shown. See valine audit --verify.`;
}

export function wholeMessage({ entries, oldest, newest }: Verified, where: string): string {
  if (newest === undefined || oldest === undefined) return `All entries of the audit have expired (${where}).`;
  return [
    `The audit is whole: ${entries} entries, from ${oldest.seq} (${momentText(oldest.recordedAt)} UTC) to ${newest.seq} (${momentText(newest.recordedAt)} UTC), ${where}.`,
    `Keep this elsewhere, to prove later that nothing was put back: --anchor ${newest.seq}:${newest.hash.slice(0, 16)}`,
  ].join('\n');
}

const MOST_NAMED = 20;

export function notWholeMessage({ entries, newest, problems }: Verified, where: string): string {
  if (newest === undefined && problems.every(({ seq }) => seq === undefined))
    return `There is no audit (${where}): nobody has ever asked for anything, or all of it was removed.`;
  const lines = problems.slice(0, MOST_NAMED).map((problem) => `- ${problemText(problem)}`);
  const more = problems.length > MOST_NAMED ? [`- and ${problems.length - MOST_NAMED} more`] : [];
  return [
    `The audit is not as it was written (${entries} entries, ${where}). The first is named first:`,
    ...lines,
    ...more,
  ].join('\n');
}

function problemText({ seq, is }: AuditProblem): string {
  return `${seq === undefined ? 'its head' : `entry ${seq}`} ${PROBLEMS[is]}`;
}

const PROBLEMS: Readonly<Record<AuditProblem['is'], string>> = {
  missing: 'is missing',
  unreadable: 'cannot be read: it was altered, or a later version wrote it',
  altered: 'was altered',
  'not sealed': 'was written by somebody without our key',
  'other key': 'has the seal of another key: if ADMISSION_KEY was changed, give the earlier one with --earlier-key',
  'not anchored': 'is not the one that was seen before',
};
