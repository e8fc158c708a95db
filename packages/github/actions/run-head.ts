/** What a workflow run works on, from the JSON of a run: REST and webhooks tell it alike. */
import { fieldsOf, textOf } from '../json-fields.ts';

/** Each field is absent where GitHub does not tell it, or tells something odd. */
export type RunHead = {
  /** Or a tag. */
  branch?: string;
  sha?: string;
  /** First line of the commit's message. */
  title?: string;
  /** Name, as the commit has it. */
  author?: string;
};

/** To be put among the fields of a run: none where nothing is known. */
export function headOf(run: unknown): { head?: RunHead } {
  const { head_branch, head_sha, head_commit } = fieldsOf(run);
  const { message, author } = fieldsOf(head_commit);
  const [branch, title, name] = [head_branch, message, fieldsOf(author).name].map(lineOf);
  const sha = shaOf(head_sha);
  const head = {
    ...(branch && { branch }),
    ...(sha && { sha }),
    ...(title && { title }),
    ...(name && { author: name }),
  };
  return Object.keys(head).length === 0 ? {} : { head };
}

function shaOf(value: unknown): string | undefined {
  return /^[0-9a-f]{7,64}$/.exec(textOf(value) ?? '')?.[0];
}

/** Whoever commits chooses them, and one line may be megabytes: nobody is shown more than this. */
const MOST_CHARACTERS = 300;

/** The first line that says something. */
function lineOf(value: unknown): string | undefined {
  const [line = ''] = (textOf(value) ?? '').trimStart().split(/[\r\n]/, 1);
  return textOf(line.slice(0, MOST_CHARACTERS).trim());
}
