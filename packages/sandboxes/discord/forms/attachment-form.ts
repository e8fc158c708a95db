/** What a message's body says of its files: which it has afterwards, and how they are described. */
import { DISCORD_LIMITS, type NamedFile } from '@valine/discord-model';
import type { FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

/** Undefined when the body does not speak of them: all that is there stays, and all uploads are added. */
export function readNamedFiles(problems: FormProblems, value: unknown): NamedFile[] | undefined {
  const entries = problems.list(['attachments'], value, DISCORD_LIMITS.files);
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
  problems.text([...at, 'filename'], entry.filename, { max: DISCORD_LIMITS.fileName });
  problems.text([...at, 'description'], entry.description, { max: DISCORD_LIMITS.fileDescription });
}
