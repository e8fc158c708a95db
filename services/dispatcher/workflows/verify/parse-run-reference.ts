/** Which workflow run a person means who gave its number, or its address on GitHub. */

/** `named`: `owner/name`, which may be a former name of ours, or its new one. */
export type RunReference =
  | { ok: true; runId: number }
  | { ok: false; reason: 'not_a_run' | 'other_host' | 'names_an_attempt' }
  | { ok: false; reason: 'other_repository'; named: string };
export type RunReferenceRefusal = Extract<RunReference, { ok: false }>['reason'];

/** A run, or a page below it: `/workflow`, `/usage`, `/job/6001`. */
const RUN_PATH = /^\/([\w.-]+\/[\w.-]+)\/actions\/runs\/(\d+)(\/.*)?$/;

/** `repository`: `owner/name`. `origins`: where its pages are. */
export function parseRunReference(text: string, repository: string, origins: readonly string[]): RunReference {
  // In angle brackets Discord shows no preview of an address: so many people paste it.
  const typed = text.trim().replace(/^<(.*)>$/, '$1');
  if (/^\d+$/.test(typed)) return toReference(typed);
  const url = URL.parse(typed);
  if (url === null || !/^https?:$/.test(url.protocol)) return { ok: false, reason: 'not_a_run' };
  if (!origins.includes(url.origin) || url.username !== '' || url.password !== '')
    return { ok: false, reason: 'other_host' };
  const [, named = '', id = '', below = ''] = RUN_PATH.exec(url.pathname) ?? [];
  if (id === '') return { ok: false, reason: 'not_a_run' };
  if (named.toLowerCase() !== repository.toLowerCase()) return { ok: false, reason: 'other_repository', named };
  // What is verified is the run as it is now: its latest attempt.
  return /^\/attempts\/\d/.test(below) ? { ok: false, reason: 'names_an_attempt' } : toReference(id);
}

function toReference(digits: string): RunReference {
  const runId = Number(digits);
  return Number.isSafeInteger(runId) && runId > 0 ? { ok: true, runId } : { ok: false, reason: 'not_a_run' };
}
