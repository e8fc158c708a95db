/** People in Discord: they type and press, Discord signs it, sends it to ingress and waits three seconds. */
import { ANSWER_WITHIN_MS } from '@valine/discord';
import { answerInteraction, EPHEMERAL, openInteraction } from '@valine/discord-model';
import type { HttpRequest, HttpResponse } from '@valine/ingress';
import type { Engine } from '../engine/engine.ts';
import type { SimDiscord } from '../platforms/discord/sim-discord.ts';
import type { Door } from '../platforms/door.ts';
import {
  buttonBody,
  CHANNEL_ID,
  commandBody,
  type InteractionOf,
  PEOPLE,
  selectBody,
  snowflake,
  submitBody,
} from './interaction-body.ts';
import type { Signatures } from './signatures.ts';
import type { OptionValue } from './step.ts';

export type DiscordPeople = {
  /** Returns the interaction's id. */
  command(name: string, options: Readonly<Record<string, OptionValue>>, by: number): string;
  /** The same, where a window opens: what is written there is sent some time later. `sent`: told the id it is sent under. */
  commandInWindow(
    name: string,
    options: Readonly<Record<string, OptionValue>>,
    text: string,
    by: number,
    sent: (id: string) => void,
  ): void;
  /** Presses as soon as it can be seen, within a quarter of an hour. `pressed`: told when that is. */
  press(customId: string, by: number, pressed?: () => void): void;
  /** In a list, in the same way. */
  choose(customId: string, values: readonly string[], by: number): void;
  type(name: string, option: string, typed: string, by: number): void;
  /** The newest request once more, byte for byte, as from a proxy that lost the answer. */
  sendAgain(): void;
};

type Parts = { engine: Engine; door: Door; discord: SimDiscord; signatures: Signatures };

const MOST_WRITING_MS = 90_000;
const LOOK_EVERY_MS = 20_000;
const LOOKS = 45;

export function createDiscordPeople(parts: Parts): DiscordPeople {
  const { engine, door } = parts;
  let count = 0;
  let newest: { request: HttpRequest; about: InteractionOf } | undefined;
  const open = (by: number): InteractionOf => {
    count += 1;
    const id = snowflake(engine.timeline.now(), count);
    return { id, token: `canary-token-${id}`, by: PEOPLE[by] ?? PEOPLE[0] };
  };
  const send = (about: InteractionOf, body: object, opened?: (customId: string) => void) => {
    const request = parts.signatures.byDiscord(Buffer.from(JSON.stringify(body)), engine.timeline.now());
    newest = { request, about };
    begin(parts, about);
    door.knock({
      request,
      about: about.id,
      patienceMs: ANSWER_WITHIN_MS,
      answered: (response) => heard(parts, about, response, opened),
    });
  };
  type BodyOf = (about: InteractionOf, customId: string) => object;
  const pressOnce = (customId: string, by: number, bodyOf: BodyOf, lookups: number): false => {
    const about = open(by);
    const shown = findShown(parts.discord, customId);
    if (shown !== undefined) send(about, bodyOf(about, shown));
    else if (lookups > 0) engine.timeline.after(LOOK_EVERY_MS, () => pressOnce(customId, by, bodyOf, lookups - 1));
    else engine.trace.note('never seen', () => customId);
    return false;
  };
  return {
    command(name, options, by) {
      const about = open(by);
      send(about, commandBody(about, name, options));
      return about.id;
    },
    commandInWindow(name, options, text, by, sent) {
      const about = open(by);
      send(about, commandBody(about, name, options), (customId) =>
        engine.timeline.after(engine.random.int(2000, MOST_WRITING_MS), () => {
          const submitted = open(by);
          sent(submitted.id);
          send(submitted, submitBody(submitted, customId, text));
        }),
      );
    },
    press: (customId, by, pressed = () => {}) => {
      const bodyOf: BodyOf = (about, shown) => {
        pressed();
        return buttonBody(about, shown);
      };
      pressOnce(customId, by, bodyOf, LOOKS);
    },
    choose: (customId, values, by) =>
      void pressOnce(customId, by, (about, shown) => selectBody(about, shown, values), LOOKS),
    type(name, option, typed, by) {
      const about = open(by);
      send(about, commandBody(about, name, { [option]: typed }, 4));
    },
    sendAgain() {
      if (newest === undefined) return;
      const { request, about } = newest;
      door.knock({ request, about: about.id, patienceMs: ANSWER_WITHIN_MS, answered: () => {} });
    },
  };
}

function begin({ engine, discord }: Parts, { id, token }: InteractionOf): void {
  openInteraction(discord.book.interactions, engine.timeline.now(), { id, token, channelId: CHANNEL_ID });
  engine.trace.note('interaction', () => id);
}

/** Only the answer that comes within three seconds is one; then what is deferred waits for its message. */
function heard(
  { discord, engine }: Parts,
  { token }: InteractionOf,
  response: HttpResponse | undefined,
  opened: (customId: string) => void = () => {},
): void {
  const interaction = discord.book.interactions.find((one) => one.token === token);
  if (interaction === undefined || response?.status !== 200) return;
  const { type, data } = JSON.parse(response.body);
  if (type === 8) engine.coverage.sometimes('choices were offered');
  if (type === 9) opened(data.custom_id);
  if (type !== 5 && type !== 4) return;
  answerInteraction(interaction, type === 5 ? 'deferred' : 'told', data?.flags === EPHEMERAL);
}

/** The id as it is shown: that of a list which has changed has its edition behind it. */
function findShown({ book }: SimDiscord, customId: string): string | undefined {
  const shown = book.messages.flatMap(({ deleted, body }) => (deleted ? [] : (body.components ?? [])));
  const ids = shown.flatMap(({ components }) =>
    components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])),
  );
  return ids.find((id) => id === customId || id.startsWith(`${customId}.`));
}
