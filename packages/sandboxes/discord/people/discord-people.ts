/** People in the sandbox's channel, as functions: they type commands, press buttons and read. */
import { randomBytes } from 'node:crypto';
import { DISCORD_LIMITS, findMessage, type Interaction, openInteraction } from '@valine/discord-model';
import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { isRecord } from '../forms/is-record.ts';
import { createSnowflake } from '../forms/snowflake.ts';
import { messagesIn } from '../state/channel-view.ts';
import type { MessageBook } from '../state/message-book.ts';
import { apiMessage, messageView, type StoredMessage } from '../state/message-view.ts';
import type { DiscordState, Member } from '../state/state.ts';
import { memberNamed } from '../state/users.ts';
import { fillOptions, findDefinition } from './fill-options.ts';
import { findButton } from './find-button.ts';
import { findSelect } from './find-select.ts';
import {
  type CommandOption,
  type ComponentData,
  type InteractionContent,
  interactionBody,
} from './interaction-body.ts';
import { CommandSyntaxError, parseCommand, type TypedOption } from './parse-command.ts';
import { type Line, NoAnswer, postInteraction } from './post-interaction.ts';
import { readWindow, submitted, type Window } from './read-window.ts';
import { type Outcome, takeAnswer } from './take-answer.ts';

const KEPT_INTERACTIONS = 500;

export type As = {
  /** Name of who does it; the sandbox's first person when absent. */
  as?: string;
  /** Channel or thread in which it is done. */
  in?: string;
  /** What is written in the window that opens; without it nothing is sent. */
  text?: string;
};

/** What became of an interaction. `opened`: a window, that nobody has written in. `failed`: Discord says that the application did not respond; `why` is for us. */
export type Sent = { interactionId: string; outcome: Outcome | 'opened' | 'failed'; why?: string; messageId?: string };

export function discordPeople(book: MessageBook, line: Line) {
  const { state } = book;
  return {
    /** @throws CommandSyntaxError for what Discord's client would not send */
    async command(text: string, who: As = {}): Promise<Sent> {
      const typed = parseCommand(text);
      const definition = findDefinition(seenCommands(state), typed.name);
      const { id, name } = definition;
      const options = fillOptions(
        definition,
        typed,
        (person) => state.members.find((each) => each.name === person)?.id,
      );
      return send(book, line, who, { type: 2, data: { id, name, type: 1, options } });
    },
    /** `button`: its label or its custom_id. @throws Error when it is not there to be pressed */
    press: (messageId: string, button: string, who: As = {}): Promise<Sent> =>
      use(book, line, messageId, who, (message) => ({
        component_type: 2,
        custom_id: findButton(message, button),
        id: 2,
      })),
    /** `values`: of the options, all that are to be chosen. @throws Error when they cannot be */
    choose: (messageId: string, values: string[], who: As = {}): Promise<Sent> =>
      use(book, line, messageId, who, (message) => ({
        component_type: 3,
        custom_id: findSelect(message, values).custom_id,
        id: 2,
        values,
      })),
    /** What is offered while `option` is typed. Nothing when the application does not answer. */
    autocomplete: (command: string, option: string, typed: string, who: As & { others?: TypedOption[] } = {}) =>
      complete(book, line, who, { command, option, typed }),
    /** A signed PING; true if it is answered by a PONG. */
    ping: () => ping(book, line),
    /** What stands in a channel or thread, the oldest first; ephemeral messages among them. Copies. */
    messages: (channelId = state.channelId) =>
      structuredClone(messagesIn(state, channelId).map((message) => messageView(state, message))),
    /** The newest message that has something to read, wherever it stands. A copy. */
    lastMessage(): StoredMessage | undefined {
      const found = state.messages.findLast(({ deleted, loading }) => !deleted && !loading);
      return found && structuredClone(messageView(state, found));
    },
    /** Gives someone the operator role, or takes it; who is new has it. */
    setOperator(name: string, operator: boolean): void {
      memberNamed(state, name).isGuest = !operator;
      book.save();
    },
  };
}

/** Something on a message. */
async function use(
  book: MessageBook,
  line: Line,
  messageId: string,
  who: As,
  dataOf: (message: APIMessage) => ComponentData,
): Promise<Sent> {
  const stored = findMessage(book.state, messageId);
  if (stored === undefined) throw new CommandSyntaxError(`There is no message ${messageId}.`);
  const message = apiMessage(book.state, stored);
  const content = { type: 3, data: dataOf(message), message } as const;
  return send(book, line, { in: stored.channelId, ...who }, content, messageId);
}

async function send(
  book: MessageBook,
  line: Line,
  who: As,
  content: InteractionContent,
  pressedOn?: string,
): Promise<Sent> {
  const member = memberOf(book, who);
  const interaction = open(book, line, member, who.in, pressedOn);
  const { id: interactionId } = interaction;
  try {
    const body = interactionBody(book.state, interaction, member, content);
    const answer = await postInteraction(line, book.state.keys.privateKey, body);
    if (answer.type === 9) return await write(book, line, who, content, readWindow(answer), interactionId, pressedOn);
    const outcome = takeAnswer(book, interaction, answer);
    return { interactionId, outcome, ...(interaction.originalId ? { messageId: interaction.originalId } : {}) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { interactionId, outcome: 'failed', why: error.message };
  }
}

/** Whoever opened the window writes in it, and sends it. */
async function write(
  book: MessageBook,
  line: Line,
  who: As,
  content: InteractionContent,
  window: Window,
  interactionId: string,
  pressedOn: string | undefined,
): Promise<Sent> {
  if (content.type !== 3 && content.type !== 2) throw new NoAnswer('only what is pressed or typed opens a window');
  if (who.text === undefined) return { interactionId, outcome: 'opened' };
  const on = content.type === 3 ? { message: content.message } : {};
  return send(book, line, who, { type: 5, data: submitted(window, who.text), ...on }, pressedOn);
}

function memberOf(book: MessageBook, who: As): Member {
  const first = book.state.members[0];
  if (who.as !== undefined || first === undefined) return memberNamed(book.state, who.as ?? 'mara');
  return first;
}

function open(
  { state, save }: MessageBook,
  { tokenLifeMs }: Line,
  { id: memberId }: Member,
  channelId = state.channelId,
  pressedOn?: string,
): Interaction {
  const now = Date.now();
  const token = randomBytes(120).toString('base64url');
  const about = { id: createSnowflake(now), token, memberId, channelId, ...(pressedOn !== undefined && { pressedOn }) };
  state.interactions = state.interactions.slice(1 - KEPT_INTERACTIONS);
  const interaction = openInteraction(state.interactions, now, about, tokenLifeMs);
  save();
  return interaction;
}

/** What people can choose from in the server. */
function seenCommands({ commands, guildCommands }: DiscordState): APIApplicationCommand[] {
  return [...guildCommands, ...commands];
}

type Completing = { command: string; option: string; typed: string };

async function complete(
  book: MessageBook,
  line: Line,
  who: As & { others?: TypedOption[] },
  { command, option, typed }: Completing,
): Promise<{ name: string; value: string }[]> {
  const { id, name } = findDefinition(seenCommands(book.state), command);
  const others = (who.others ?? []).map(({ name: other, value }): CommandOption => ({ name: other, type: 3, value }));
  const options: CommandOption[] = [...others, { name: option, type: 3, value: typed, focused: true }];
  const content: InteractionContent = { type: 4, data: { id, name, type: 1, options } };
  const interaction = open(book, line, memberOf(book, who), who.in);
  const body = interactionBody(book.state, interaction, memberOf(book, who), content);
  const answer = await postInteraction(line, book.state.keys.privateKey, body).catch(() => undefined);
  return answer?.type === 8 ? readChoices(answer.data.choices) : [];
}

/** Discord shows nothing at all when one choice is not valid. */
function readChoices(value: unknown): { name: string; value: string }[] {
  if (!Array.isArray(value) || value.length > DISCORD_LIMITS.choices) return [];
  const choices = value.filter(isRecord).map((choice) => ({ name: String(choice.name), value: String(choice.value) }));
  const { choice: max } = DISCORD_LIMITS;
  const valid = choices.every((each) => each.name.length > 0 && each.name.length <= max && each.value.length <= max);
  return valid ? choices : [];
}

/** As Discord asks whoever is to take its interactions. */
export async function ping(book: MessageBook, line: Line): Promise<boolean> {
  const { applicationId, keys } = book.state;
  const common = { version: 1, entitlements: [], authorizing_integration_owners: {} };
  const token = randomBytes(60).toString('base64url');
  const body = { id: createSnowflake(Date.now()), application_id: applicationId, type: 1, token, ...common };
  const answer = await postInteraction(line, keys.privateKey, body).catch(() => undefined);
  return answer?.type === 1;
}
