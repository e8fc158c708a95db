/** Writes a value as JSON with what must not be seen taken out. */
import { hideValues } from './hide-values.ts';
import { maskSecrets } from './mask-secrets.ts';

const HIDDEN = '[redacted]';
const SECRET_NAME = /token$|secret|authorization|password|private_?key|^cookie$/i;
const MAX_STRING = 4000;
/** What is read of a longer one: enough that no secret is cut in halves. */
const MAX_READ = 4 * MAX_STRING;

/** Hides fields by name (token, secret, authorization, private key, …), and in every text what `maskSecrets` does. */
export function createRedactor(secrets: readonly string[]): (value: unknown) => string {
  const mask = (text: string) => maskSecrets(text, secrets);
  // The names of fields are texts too.
  return (value) => hideValues(stringify(value, mask), secrets);
}

/** Masked before it is cut: a half secret is not known any more. Not `cutText`: a log is for programs, and has to be quick. */
function logged(text: string, mask: (text: string) => string): string {
  const masked = mask(text.slice(0, MAX_READ));
  return masked.length > MAX_STRING || text.length > MAX_READ ? `${masked.slice(0, MAX_STRING)}…` : masked;
}

function stringify(value: unknown, mask: (text: string) => string): string {
  const seen = new WeakSet<object>();
  return JSON.stringify(value, (name, field: unknown) => {
    if (SECRET_NAME.test(name) && field !== undefined && field !== null) return HIDDEN;
    if (typeof field === 'bigint') return String(field);
    if (typeof field === 'string') return logged(field, mask);
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
