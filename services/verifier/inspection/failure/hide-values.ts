/** Takes known values out of a text: our own secrets, and where the API is. */
import { spellingsOf } from './spellings-of.ts';

const HIDDEN = '***';
/** Shorter ones stand in ordinary words. */
const SHORTEST = 4;

/** In any case, for host names have none, and in any spelling. */
export function hideValues(text: string, values: readonly string[]): string {
  const long = values.filter(({ length }) => length >= SHORTEST);
  const known = [...new Set(long.flatMap(spellingsOf))].sort((one, other) => other.length - one.length);
  if (known.length === 0) return text;
  return text.replace(new RegExp(known.map(literal).join('|'), 'gi'), HIDDEN);
}

/** All by which a base URL would be known: itself, and its host with and without the port. Empty for what is no URL. */
export function wordsOfBase(base: string | undefined): string[] {
  if (base === undefined || !URL.canParse(base)) return [];
  const { origin, host, hostname } = new URL(base);
  return [base.replace(/\/+$/, ''), origin, host, hostname];
}

function literal(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
