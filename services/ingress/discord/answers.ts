/** The answers Discord takes to an interaction. */
import type {
  APIApplicationCommandAutocompleteResponse,
  APIInteractionResponseChannelMessageWithSource,
  APIInteractionResponseDeferredChannelMessageWithSource,
  APIInteractionResponsePong,
} from 'discord-api-types/v10';
import { type HttpResponse, json } from '../http.ts';

const EPHEMERAL = 64;

export type Choice = { name: string; value: string };

export function pong(): HttpResponse {
  return json(200, { type: 1 } satisfies APIInteractionResponsePong);
}

/** Discord shows "thinking …" until the notifier fills the message in. */
export function deferred(isPrivate: boolean): HttpResponse {
  const answer = { type: 5, data: { flags: flagsOf(isPrivate) } };
  return json(200, answer satisfies APIInteractionResponseDeferredChannelMessageWithSource);
}

/** A message at once; a private one only the person sees. */
export function told(content: string, isPrivate: boolean): HttpResponse {
  const answer = { type: 4, data: { content, flags: flagsOf(isPrivate), allowed_mentions: { parse: [] } } };
  return json(200, answer satisfies APIInteractionResponseChannelMessageWithSource);
}

/** At most 25, each name and value at most 100 characters. */
export function choices(list: readonly Choice[]): HttpResponse {
  return json(200, { type: 8, data: { choices: [...list] } } satisfies APIApplicationCommandAutocompleteResponse);
}

function flagsOf(isPrivate: boolean): number {
  return isPrivate ? EPHEMERAL : 0;
}
