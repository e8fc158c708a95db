/** What a Cache-Control header asks of caches (RFC 9111, section 5.2). */

/** Names in lower case; null for a directive without a value. */
export type CacheDirectives = ReadonlyMap<string, string | null>;

const LONGEST = 4000;
/** A quoted value may contain commas: `no-cache="set-cookie, x", max-age=60`. */
const DIRECTIVE = /([^\s,=";]{1,100})(?:[ \t]{0,10}=[ \t]{0,10}(?:"((?:[^"\\]|\\.){0,1000})"|([^\s,;"]{0,1000})))?/g;

/** A directive that comes twice with different values is worth nothing: its value is `conflict`. */
export function parseCacheControl(header: string | undefined): CacheDirectives {
  const directives = new Map<string, string | null>();
  for (const [, name = '', quoted, plain] of (header ?? '').slice(0, LONGEST).matchAll(DIRECTIVE)) {
    const [key, value] = [name.toLowerCase(), quoted ?? plain ?? null];
    const before = directives.get(key);
    directives.set(key, before === undefined || before === value ? value : 'conflict');
  }
  return directives;
}

/** In seconds; undefined where there is none, or none that can be understood. */
export function maxAge(directives: CacheDirectives): number | undefined {
  const value = directives.get('max-age');
  return value !== undefined && value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/** `no-cache="field"` speaks of that field only, not of the answer. */
export function keepsBrowsersFromKeeping(directives: CacheDirectives): boolean {
  return directives.has('no-store') || directives.get('no-cache') === null || maxAge(directives) === 0;
}

/** `seconds` or longer, or for ever. */
export function isLongLived(directives: CacheDirectives, seconds: number): boolean {
  if (keepsBrowsersFromKeeping(directives)) return false;
  return (maxAge(directives) ?? 0) >= seconds || directives.has('immutable');
}
