/** Which workflow run a person means who gave its number, or its address on GitHub. */

export type RunReference = { ok: true; runId: number } | { ok: false; reason: RunReferenceRefusal };
export type RunReferenceRefusal = 'not_a_run' | 'other_host' | 'other_repository';

const RUN_PATH = /^\/([\w.-]+\/[\w.-]+)\/actions\/runs\/(\d+)(?:\/(?:attempts\/\d+|job\/\d+))?\/?$/;

/** `repository`: `owner/name`. `origins`: where its pages are. */
export function parseRunReference(text: string, repository: string, origins: readonly string[]): RunReference {
  const typed = text.trim();
  if (/^\d+$/.test(typed)) return toReference(typed);
  const url = URL.parse(typed);
  if (url === null || !/^https?:$/.test(url.protocol)) return { ok: false, reason: 'not_a_run' };
  if (!origins.includes(url.origin) || url.username !== '' || url.password !== '')
    return { ok: false, reason: 'other_host' };
  const [, named = '', id = ''] = RUN_PATH.exec(url.pathname) ?? [];
  if (id === '') return { ok: false, reason: 'not_a_run' };
  if (named.toLowerCase() !== repository.toLowerCase()) return { ok: false, reason: 'other_repository' };
  return toReference(id);
}

function toReference(digits: string): RunReference {
  const runId = Number(digits);
  return Number.isSafeInteger(runId) && runId > 0 ? { ok: true, runId } : { ok: false, reason: 'not_a_run' };
}
