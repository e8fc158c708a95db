/** People in the sandbox's channel, as functions: they type commands, press buttons and read. */
import { randomBytes } from 'node:crypto';
import { isRecord } from '../forms/is-record.ts';
import { createSnowflake } from '../forms/snowflake.ts';
import { LOADING, type MessageBook } from '../state/message-book.ts';
import type { Interaction, Member, StoredMessage } from '../state/state.ts';
import { memberNamed } from '../state/users.ts';
import { fillOptions, findDefinition } from './fill-options.ts';
import { findButton } from './find-button.ts';
import { type CommandOption, type InteractionContent, interactionBody } from './interaction-body.ts';
import { CommandSyntaxError, parseCommand, type TypedOption } from './parse-command.ts';
import { type Line, NoAnswer, postInteraction } from './post-interaction.ts';
import { type Outcome, takeAnswer } from './take-answer.ts';

const KEPT_INTERACTIONS = 500;

export type As = {
  /** Name of who does it; the sandbox's first person when absent. */
  as?: string;
  /** Channel or thread in which it is done. */
  in?: string;
};

/** What became of an interaction. `failed`: Discord says that the application did not respond; `why` is for us. */
export type Sent = { interactionId: string; outcome: Outcome | 'failed'; why?: string; messageId?: string };

export function discordPeople(book: MessageBook, line: Line) {
  const { state } = book;
  return {
    /** @throws CommandSyntaxError for what Discord's client would not send */
    async command(text: string, who: As = {}): Promise<Sent> {
      const typed = parseCommand(text);
      const definition = findDefinition(state.commands, typed.name);
      const { id, name } = definition;
      const options = fillOptions(definition, typed);
      return send(book, line, who, { type: 2, data: { id, name, type: 1, options } }, { commandName: name });
    },
    /** `button`: its label or its custom_id. @throws Error when it is not there to be pressed */
    async press(messageId: string, button: string, who: As = {}): Promise<Sent> {
      const stored = book.find(messageId);
      if (stored === undefined) throw new CommandSyntaxError(`There is no message ${messageId}.`);
      const custom_id = findButton(stored.message, button);
      const content = { type: 3, data: { component_type: 2, custom_id, id: 2 }, message: stored.message } as const;
      return send(book, line, { in: stored.message.channel_id, ...who }, content, { pressedOn: messageId });
    },
    /** What is offered while `option` is typed. Nothing when the application does not answer. */
    autocomplete: (command: string, option: string, typed: string, who: As & { others?: TypedOption[] } = {}) =>
      complete(book, line, who, { command, option, typed }),
    /** A signed PING; true if it is answered by a PONG. */
    ping: () => ping(book, line),
    /** What stands in a channel or thread, the oldest first; ephemeral messages among them. Copies. */
    messages: (channelId = state.channelId) =>
      structuredClone(state.messages.filter((each) => each.message.channel_id === channelId)),
    /** The newest message that has something to read, wherever it stands. A copy. */
    lastMessage(): StoredMessage | undefined {
      return structuredClone(state.messages.findLast((each) => !((each.message.flags ?? 0) & LOADING)));
    },
    /** Gives someone the operator role, or takes it. */
    setOperator(name: string, operator: boolean): void {
      memberNamed(state, name).roles = operator ? [state.operatorRoleId] : [];
      book.save();
    },
  };
}

async function send(
  book: MessageBook,
  line: Line,
  who: As,
  content: InteractionContent,
  more: Pick<Interaction, 'commandName' | 'pressedOn'>,
): Promise<Sent> {
  const member = memberOf(book, who);
  const interaction = openInteraction(book, line, member, who.in ?? book.state.channelId, more);
  const { id: interactionId } = interaction;
  try {
    const body = interactionBody(book.state, interaction, member, content);
    const answer = await postInteraction(line, book.state.keys.privateKey, body);
    const outcome = takeAnswer(book, interaction, answer);
    return { interactionId, outcome, ...(interaction.originalId ? { messageId: interaction.originalId } : {}) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    interaction.state = 'failed';
    book.save();
    return { interactionId, outcome: 'failed', why: error.message };
  }
}

function memberOf(book: MessageBook, who: As): Member {
  const first = book.state.members[0];
  if (who.as !== undefined || first === undefined) return memberNamed(book.state, who.as ?? 'mara');
  return first;
}

function openInteraction(
  book: MessageBook,
  line: Line,
  member: Member,
  channelId: string,
  more: Pick<Interaction, 'commandName' | 'pressedOn'>,
): Interaction {
  const now = Date.now();
  const interaction: Interaction = {
    id: createSnowflake(now),
    token: randomBytes(120).toString('base64url'),
    createdAt: now,
    expiresAt: now + line.tokenLifeMs,
    state: 'waiting',
    memberId: member.id,
    channelId,
    ...more,
  };
  book.state.interactions = [...book.state.interactions, interaction].slice(-KEPT_INTERACTIONS);
  book.save();
  return interaction;
}

type Completing = { command: string; option: string; typed: string };

async function complete(
  book: MessageBook,
  line: Line,
  who: As & { others?: TypedOption[] },
  { command, option, typed }: Completing,
): Promise<{ name: string; value: string }[]> {
  const { id, name } = findDefinition(book.state.commands, command);
  const others = (who.others ?? []).map(({ name: other, value }): CommandOption => ({ name: other, type: 3, value }));
  const options: CommandOption[] = [...others, { name: option, type: 3, value: typed, focused: true }];
  const content: InteractionContent = { type: 4, data: { id, name, type: 1, options } };
  const interaction = openInteraction(book, line, memberOf(book, who), who.in ?? book.state.channelId, {});
  const body = interactionBody(book.state, interaction, memberOf(book, who), content);
  const answer = await postInteraction(line, book.state.keys.privateKey, body).catch(() => undefined);
  return answer?.type === 8 ? readChoices(answer.data.choices) : [];
}

/** Discord shows nothing at all when one choice is not valid. */
function readChoices(value: unknown): { name: string; value: string }[] {
  if (!Array.isArray(value) || value.length > 25) return [];
  const choices = value.filter(isRecord).map((choice) => ({ name: String(choice.name), value: String(choice.value) }));
  const valid = choices.every((each) => each.name.length > 0 && each.name.length <= 100 && each.value.length <= 100);
  return valid ? choices : [];
}

async function ping(book: MessageBook, line: Line): Promise<boolean> {
  const { applicationId, keys } = book.state;
  const common = { version: 1, entitlements: [], authorizing_integration_owners: {} };
  const token = randomBytes(60).toString('base64url');
  const body = { id: createSnowflake(Date.now()), application_id: applicationId, type: 1, token, ...common };
  const answer = await postInteraction(line, keys.privateKey, body).catch(() => undefined);
  return answer?.type === 1;
}
