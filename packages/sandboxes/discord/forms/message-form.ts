/** Reads the body of a message to create or edit, within Discord's limits. */
import { DISCORD_LIMITS, type MessageForm, refusals, type Upload, type WrittenBody } from '@valine/discord-model';
import { readNamedFiles } from './attachment-form.ts';
import { checkComponents } from './component-form.ts';
import { checkEmbeds } from './embed-form.ts';
import { createFormProblems, type FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

/** What a body says besides its message. */
export type SentForm = MessageForm & {
  flags: number;
  nonce?: string;
  enforceNonce: boolean;
  /** Ids of the users it may notify. */
  pings: readonly string[];
};

const COMPONENTS_V2 = 1 << 15;

/** @throws Refusal 50035, every problem of it */
export function readMessageForm(body: unknown, uploads: readonly Upload[] = []): SentForm {
  if (!isRecord(body)) throw refusals.invalidJson();
  const problems = createFormProblems();
  problems.text(['content'], body.content, { max: DISCORD_LIMITS.content });
  checkEmbeds(problems, body.embeds);
  checkComponents(problems, body.components);
  checkNonce(problems, body.nonce);
  const mentions = isRecord(body.allowed_mentions) ? body.allowed_mentions : {};
  const replyTo = isRecord(body.message_reference) ? body.message_reference.message_id : undefined;
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
    ...(body.embeds === undefined ? {} : { embeds: (body.embeds ?? []) as WrittenBody['embeds'] }),
    ...(body.components === undefined ? {} : { components: (body.components ?? []) as WrittenBody['components'] }),
    ...(attachments && { attachments }),
    uploads,
    flags,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: String(body.nonce) }),
    enforceNonce: body.enforce_nonce === true,
    pings: Array.isArray(mentions.users) ? mentions.users.map(String) : [],
    ...(replyTo === undefined ? {} : { replyTo: String(replyTo) }),
  };
}

function checkNonce(problems: FormProblems, nonce: unknown): void {
  if (typeof nonce === 'number') return;
  problems.text(['nonce'], nonce, { max: DISCORD_LIMITS.nonce });
}
