/** What a change to a section would be, of the file as it stands on the default branch now. */
import { plainText } from '@valine/contracts';
import type { FoundBranch } from '@valine/github';
import type { PropertyChange, SiteChange } from '@valine/records';
import type { UxSection } from '@valine/settings';
import { editSection, UxIntent, unifiedDiff } from '@valine/site-edit';
import type { Ports } from '../../ports.ts';
import { refusalOf } from '../../tasks/start/decide.ts';
import { type RepositoryRefusal, refusalText } from '../../tasks/start/texts.ts';
import { diffTooLargeText, fileNotFoundText, fileTooLargeText, notTextText } from './texts.ts';

type SectionRefusal = 'section_not_found' | 'section_ambiguous' | 'not_editable' | 'not_parsable' | 'nothing_to_change';
type FileRefusal = 'file_not_found' | 'file_not_text' | 'file_too_large' | 'diff_too_large';
export type LookRefusal = RepositoryRefusal | SectionRefusal | FileRefusal;

/** `edited`: the whole file. `problem`: as it is shown. `candidates`: what was seen in it that may have been meant, in its words. */
export type SectionSeen =
  | { ok: true; base: FoundBranch; blobSha: string; edited: string; changes: PropertyChange[]; diff: string }
  | { ok: false; reason: LookRefusal; problem: string; candidates: readonly string[] };

/** Of the file in the record, from the confirmation on: a record stays below 100 KB. Bytes of UTF-8. */
const MOST_BYTES = 60_000;
/** A file of few and long lines has a diff larger than itself. */
const MOST_DIFF = 20_000;

export type Wanted = { section: string; changes: SiteChange['wanted'] };

/** Two reads of GitHub. @throws GitHubError */
export async function lookAtSection(ports: Ports, section: UxSection, wanted: Wanted): Promise<SectionSeen> {
  const { lookups, settings } = ports;
  const repository = await lookups.findRepository();
  const refusal = refusalOf(repository);
  const { base } = repository;
  if (refusal !== undefined || base === undefined) {
    const reason = refusal ?? 'no_commit_yet';
    return refused(reason, refusalText(reason, settings));
  }
  const file = await lookups.findFile(section.file, base.sha);
  if (file === undefined) return refused('file_not_found', fileNotFoundText(section.file, base.name));
  if (file.text === undefined) return refused('file_not_text', notTextText(section.file));
  const done = await editSection(file.text, section, UxIntent.parse(wanted));
  if (!done.ok) return { ...done, problem: plainText(done.problem) };
  if (Buffer.byteLength(done.edited) > MOST_BYTES)
    return refused('file_too_large', fileTooLargeText(section.file, MOST_BYTES));
  const diff = unifiedDiff(section.file, file.text, done.edited);
  if (Buffer.byteLength(diff) > MOST_DIFF) return refused('diff_too_large', diffTooLargeText(section.file));
  return { ok: true, base, blobSha: file.sha, edited: done.edited, changes: done.changes, diff };
}

function refused(reason: LookRefusal, problem: string): SectionSeen {
  return { ok: false, reason, problem, candidates: [] };
}
