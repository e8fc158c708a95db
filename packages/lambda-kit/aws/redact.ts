/** Writes a value as JSON with what must not be seen taken out. */

const HIDDEN = '[redacted]';
const SECRET_NAME = /token$|secret|authorization|password|private_?key|^cookie$/i;
/** Shorter ones are found everywhere, and would only make a log unreadable. */
const MIN_SECRET_LENGTH = 6;
const MAX_STRING = 4000;

/** Hides fields by name (token, secret, authorization, private key, …) and the given values wherever they stand. */
export function createRedactor(secrets: readonly string[]): (value: unknown) => string {
  const spellings = secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => [secret, secret.trim(), JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
  return (value) => {
    const json = stringify(value);
    return spellings.reduce((text, secret) => text.replaceAll(secret, HIDDEN), json);
  };
}

function stringify(value: unknown): string {
  const seen = new WeakSet<object>();
  return JSON.stringify(value, (name, field: unknown) => {
    if (SECRET_NAME.test(name) && field !== undefined && field !== null) return HIDDEN;
    if (typeof field === 'bigint') return String(field);
    // Not `cutText`: a log is for programs, and a line with many fields has to be quick.
    if (typeof field === 'string') return field.length > MAX_STRING ? `${field.slice(0, MAX_STRING)}…` : field;
    if (typeof field !== 'object' || field === null) return field;
    if (seen.has(field)) return '[seen above]';
    seen.add(field);
    return field instanceof Error ? describeError(field) : field;
  });
}

/** An error's own fields (status, reason), its name, message, stack and cause; never what an SDK hangs on it. */
function describeError(error: Error): Record<string, unknown> {
  const own = Object.entries(error).filter(([, value]) => typeof value !== 'object' && typeof value !== 'function');
  const cause = error.cause === undefined ? {} : { cause: error.cause };
  return { ...Object.fromEntries(own), name: error.name, message: error.message, stack: error.stack, ...cause };
}
