/** What a message's body says of its files: which it has afterwards, and how they are described. */

import type { FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

/** A file of the request, by the number it was sent under. */
export type Upload = { number: string; filename: string; type: string; bytes: Uint8Array };

/** `id` is the number of an upload, or the id of an attachment the message has. */
export type NamedFile = { id: string; filename?: string; description?: string };

const MAX_FILES = 10;

/** Undefined when the body does not speak of them: all that is there stays, and all uploads are added. */
export function readNamedFiles(problems: FormProblems, value: unknown): NamedFile[] | undefined {
  const entries = problems.list(['attachments'], value, MAX_FILES);
  for (const [index, entry] of entries.entries()) checkEntry(problems, index, entry);
  if (value === undefined || value === null) return undefined;
  return entries.filter(isRecord).map(({ id, filename, description }) => ({
    id: String(id),
    ...(typeof filename === 'string' ? { filename } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  }));
}

function checkEntry(problems: FormProblems, index: number, entry: unknown): void {
  const at = ['attachments', index];
  if (!isRecord(entry)) {
    problems.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return;
  }
  if (!/^\d+$/.test(String(entry.id)))
    problems.add([...at, 'id'], 'NUMBER_TYPE_COERCE', `Value "${String(entry.id)}" is not snowflake.`);
  problems.text([...at, 'filename'], entry.filename, { max: 1024 });
  problems.text([...at, 'description'], entry.description, { max: 1024 });
}

/** As Discord says it: https://github.com/Cogmasters/concord/issues/78 */
export function addNotFound(problems: FormProblems, index: number): void {
  problems.add(['attachments', index], 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
}
