/** Reads the body of a message to create or edit, within Discord's limits. */
import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { discordErrors } from './api-error.ts';
import { type NamedFile, readNamedFiles, type Upload } from './attachment-form.ts';
import { checkComponents } from './component-form.ts';
import { checkEmbeds } from './embed-form.ts';
import { createFormProblems, type FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

/** Absent: not given, so an edit leaves it as it is. */
export type MessageForm = {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIMessageTopLevelComponent[];
  /** The files it is to have; absent: those it has, and the uploads. */
  attachments?: NamedFile[];
  uploads: readonly Upload[];
  /** Where files can be had, without a slash at its end. */
  filesUrl: string;
  flags: number;
  nonce?: string;
  enforceNonce: boolean;
};

export type Uploaded = Pick<MessageForm, 'uploads' | 'filesUrl'>;

const COMPONENTS_V2 = 1 << 15;

const NO_FILES: Uploaded = { uploads: [], filesUrl: '' };

/** @throws DiscordError 50035, every problem of it */
export function readMessageForm(body: unknown, uploaded = NO_FILES): MessageForm {
  if (!isRecord(body)) throw discordErrors.invalidJson();
  const problems = createFormProblems();
  problems.text(['content'], body.content, { max: 2000 });
  checkEmbeds(problems, body.embeds);
  checkComponents(problems, body.components);
  checkNonce(problems, body.nonce);
  const attachments = readNamedFiles(problems, body.attachments);
  const flags = typeof body.flags === 'number' ? body.flags : 0;
  if (flags & COMPONENTS_V2)
    problems.add(
      ['flags'],
      'UNSUPPORTED_BY_SANDBOX',
      'This sandbox does not know Components V2; send content or embeds.',
    );
  problems.throwIfAny();
  return {
    ...(body.content === undefined ? {} : { content: String(body.content ?? '') }),
    // The checks above have looked at every entry.
    ...(body.embeds === undefined ? {} : { embeds: (body.embeds ?? []) as APIEmbed[] }),
    ...(body.components === undefined ? {} : { components: (body.components ?? []) as APIMessageTopLevelComponent[] }),
    ...(attachments && { attachments }),
    ...uploaded,
    flags,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: String(body.nonce) }),
    enforceNonce: body.enforce_nonce === true,
  };
}

function checkNonce(problems: FormProblems, nonce: unknown): void {
  if (typeof nonce === 'number') return;
  problems.text(['nonce'], nonce, { max: 25 });
}

/** @throws DiscordError 50006 when nothing would be seen */
export function assertVisible(message: {
  content?: string | undefined;
  embeds?: unknown[] | undefined;
  components?: unknown[] | undefined;
  attachments?: unknown[];
}): void {
  const { content = '', embeds = [], components = [], attachments = [] } = message;
  if (content.trim() === '' && [...embeds, ...components, ...attachments].length === 0)
    throw discordErrors.emptyMessage();
}
