/** Which entries somebody wants to see: by person, command and time. Pure. */
import type { AuditEntry } from '@valine/records';

export type AuditFilter = {
  /** A mention, an id or a name on Discord, or a login on GitHub. */
  person?: string | undefined;
  /** Of a slash command, with or without its slash, of a button, or `valine skip`. */
  command?: string | undefined;
  /** Epoch milliseconds, by when it was asked for. */
  since?: number | undefined;
  until?: number | undefined;
};

export function isWanted({ facts }: Pick<AuditEntry, 'facts'>, filter: AuditFilter): boolean {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = filter;
  if (facts.askedAt < since || facts.askedAt > until) return false;
  return isBy(facts.person, filter.person) && isOf(facts.what, filter.command);
}

/** Nothing older is wanted: it was written before, and so asked for before. */
export function isBefore({ recordedAt }: Pick<AuditEntry, 'recordedAt'>, { since }: AuditFilter): boolean {
  return since !== undefined && recordedAt < since - CLOCKS_DIFFER_MS;
}

const CLOCKS_DIFFER_MS = 60_000;

function isBy({ id, name, login }: AuditEntry['facts']['person'], person: string | undefined): boolean {
  if (person === undefined) return true;
  const [, mentioned] = /^<@!?(\d+)>$/.exec(person.trim()) ?? [];
  const wanted = (mentioned ?? person.trim().replace(/^@/, '')).toLowerCase();
  return [id, name, login].some((each) => each?.toLowerCase() === wanted);
}

function isOf(what: string, command: string | undefined): boolean {
  return command === undefined || bare(what) === bare(command);
}

function bare(name: string): string {
  return name.trim().replace(/^\//, '').toLowerCase();
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `30m`, `2h`, `7d`, `4w`, a day such as `2026-11-30` (UTC) or a moment in ISO 8601; undefined for anything else. */
export function readMoment(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,4})\s*([mhdw])$/i.exec(text.trim()) ?? [];
  if (unit !== undefined) return now - Number(count) * (UNITS[unit.toLowerCase()] ?? 0);
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text.trim());
  const at = isMoment ? Date.parse(text.trim()) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
