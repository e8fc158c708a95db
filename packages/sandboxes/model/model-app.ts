/** The API of a language model, as far as OpenAI's client asks it: `/v1/chat/completions` with JSON for an answer. */
import { setTimeout } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { answerOf, type ModelBehaviour, type ModelPrompt } from './model-behaviours.ts';

export type ModelState = {
  key: string;
  behaviour: ModelBehaviour;
  /** Ids of the calls that were answered with words. */
  answered: string[];
};

const SLOW_MS = 20_000;

export function modelApp(state: ModelState): Hono {
  const app = new Hono();
  app.post('/v1/chat/completions', async (c) => {
    if (c.req.header('authorization') !== `Bearer ${state.key}`)
      return problem(c, 401, 'invalid_api_key', 'Incorrect API key provided.');
    const request: Request = await c.req.json();
    const { behaviour } = state;
    if (behaviour === 'down') return problem(c, 503, 'server_error', 'The server is overloaded.');
    if (behaviour === 'limited') return problem(c, 429, 'rate_limit_exceeded', 'Rate limit reached.');
    if (behaviour === 'plain' && request.response_format?.type === 'json_schema')
      return problem(c, 400, 'invalid_request_error', 'response_format json_schema is not supported.');
    if (behaviour === 'slow') await setTimeout(SLOW_MS);
    state.answered.push(c.req.header('x-client-request-id') ?? '');
    return c.json(completionOf(behaviour, request));
  });
  app.notFound((c) => problem(c, 404, 'not_found', 'There is no such endpoint.'));
  return app;
}

type Request = {
  model: string;
  messages: { role: string; content: string }[];
  max_completion_tokens?: number;
  response_format?: { type: string };
};

function completionOf(behaviour: ModelBehaviour, request: Request) {
  const text = answerOf(behaviour, askedIn(request));
  const message =
    behaviour === 'refusing'
      ? { role: 'assistant', content: null, refusal: "I'm sorry, I can't help with that." }
      : { role: 'assistant', content: text, refusal: null };
  const prompt_tokens = tokensOf(request.messages.map(({ content }) => content).join('\n'));
  const completion_tokens = Math.min(tokensOf(text), request.max_completion_tokens ?? Number.POSITIVE_INFINITY);
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
  return {
    id: 'chatcmpl-sandbox',
    object: 'chat.completion',
    created: 0,
    model: request.model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    ...(behaviour === 'secretive' ? {} : { usage }),
  };
}

function askedIn({ messages }: Request): ModelPrompt {
  const turns = messages.filter(({ role }) => role === 'user');
  const { description = '', sections = [] }: Partial<ModelPrompt> = JSON.parse(turns[0]?.content ?? '{}');
  return { description, sections, repairs: turns.length - 1 };
}

/** About as many as there are. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

function problem(c: Context, status: 400 | 401 | 404 | 429 | 503, code: string, message: string) {
  return c.json({ error: { message, type: code, param: null, code } }, status);
}
