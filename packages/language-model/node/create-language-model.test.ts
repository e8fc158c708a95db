import { type HttpServer, type SeenRequest, type StubResponse, startHttpServer } from '@valine/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Question } from '../index.ts';
import { createLanguageModel } from './create-language-model.ts';

const KEY = 'sk-test-0123456789abcdef';
const QUESTION: Question = {
  id: 'call-1',
  model: 'a-model',
  system: 'You turn wishes into JSON.',
  turns: [{ by: 'person', text: '{"description":"Make it blue"}' }],
  shape: { name: 'change', schema: { type: 'object' } },
  maxOutputTokens: 500,
  timeoutMs: 5000,
};

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function modelOn(answer: (request: SeenRequest) => StubResponse) {
  server = await startHttpServer(answer);
  const { url, requests } = server;
  return { model: createLanguageModel({ apiKey: KEY, baseUrl: `${url}/v1/` }), requests };
}

const bodyOf = ({ body }: SeenRequest) => JSON.parse(body);
const usage = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };
const saying = (message: object, more: object = { usage }): StubResponse => ({
  body: { id: 'x', object: 'chat.completion', choices: [{ index: 0, finish_reason: 'stop', message }], ...more },
});

describe('a question', () => {
  it('is asked once, with the shape of its answer and a bound on what it costs', async () => {
    const { model, requests } = await modelOn(() => saying({ role: 'assistant', content: '{"a":1}', refusal: null }));
    expect(await model.ask(QUESTION)).toEqual({
      said: { text: '{"a":1}' },
      usage: { inputTokens: 120, outputTokens: 30 },
    });
    const [request] = requests;
    expect(request).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-client-request-id': 'call-1' });
    expect(request && bodyOf(request)).toEqual({
      model: 'a-model',
      messages: [
        { role: 'system', content: QUESTION.system },
        { role: 'user', content: '{"description":"Make it blue"}' },
      ],
      max_completion_tokens: 500,
      stream: false,
      reasoning_effort: 'none',
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'change', schema: { type: 'object' }, strict: true },
      },
    });
  });

  it('carries what was said before', async () => {
    const { model, requests } = await modelOn(() => saying({ content: 'x' }));
    const turns = [...QUESTION.turns, { by: 'model', text: 'hm' }, { by: 'person', text: 'again' }] as const;
    await model.ask({ ...QUESTION, turns });
    const roles = requests.map((request) => bodyOf(request).messages.map(({ role }: { role: string }) => role));
    expect(roles).toEqual([['system', 'user', 'assistant', 'user']]);
  });

  it('is asked plainly where the server knows no shapes, and so from then on', async () => {
    const { model, requests } = await modelOn((request) =>
      bodyOf(request).response_format.type === 'json_schema'
        ? { status: 400, body: { error: { message: 'unknown response_format' } } }
        : saying({ content: '{}' }),
    );
    for (let time = 0; time < 2; time += 1) expect((await model.ask(QUESTION)).said).toEqual({ text: '{}' });
    expect(requests.map((request) => bodyOf(request).response_format.type)).toEqual([
      'json_schema',
      'json_object',
      'json_object',
    ]);
    expect(requests.slice(1).map((request) => 'reasoning_effort' in bodyOf(request))).toEqual([false, false]);
  });

  it.each<[string, number, object | string]>([
    ['names a parameter', 400, { error: { message: 'Not supported with this model.', param: 'reasoning_effort' } }],
    ['says so outside of an error', 422, { detail: [{ loc: ['body', 'response_format'], msg: 'extra' }] }],
    ['says an error in a word', 400, { error: 'response_format is not known' }],
    ['says so in plain text', 400, 'json_schema is not known'],
  ])('is asked plainly where the server %s', async (_, status, body) => {
    const { model, requests } = await modelOn((request) =>
      bodyOf(request).response_format.type === 'json_schema' ? { status, body } : saying({ content: '{}' }),
    );
    expect((await model.ask(QUESTION)).said).toEqual({ text: '{}' });
    expect(requests).toHaveLength(2);
  });
});

describe('an answer', () => {
  const counted = { usage: { inputTokens: 120, outputTokens: 30 } };

  it.each<[string, object, object, object]>([
    ['is a refusal', { content: null, refusal: 'No.' }, { usage }, { said: { refusal: 'No.' }, ...counted }],
    ['is empty, and paid for', { content: null }, { usage }, { said: { text: '' }, ...counted }],
    ['does not tell what it used', { content: 'x' }, {}, { said: { text: 'x' } }],
    ['tells nonsense of what it used', { content: 'x' }, { usage: { prompt_tokens: -1 } }, { said: { text: 'x' } }],
  ])('%s', async (_, message, more, expected) => {
    const { model } = await modelOn(() => saying(message, more));
    expect(await model.ask(QUESTION)).toEqual(expected);
  });
});

/** As servers say that what the model wrote is no JSON of the shape, and that it had to stop. */
const FAILED_GENERATION = {
  error: {
    message: "Failed to validate JSON. It does not match the json_schema. See 'failed_generation' for more details.",
    code: 'json_validate_failed',
    failed_generation: '{"response_format":',
  },
};
const LIMIT = 'Could not finish the message because max_tokens or model output limit was reached.';

describe('a failure', () => {
  it.each<[string, StubResponse, string, boolean]>([
    ['401', { status: 401, body: { error: { message: `Incorrect API key: ${KEY}` } } }, 'unauthorized', false],
    ['403', { status: 403, body: {} }, 'unauthorized', false],
    ['404', { status: 404, body: { error: { code: 'model_not_found' } } }, 'rejected', false],
    ['429', { status: 429, body: { error: { code: 'insufficient_quota' } } }, 'rate_limited', false],
    ['400 after it has answered', { status: 400, body: FAILED_GENERATION }, 'rejected', true],
    ['400 at its limit', { status: 400, body: { error: { message: LIMIT } } }, 'rejected', true],
    ['409', { status: 409, body: {} }, 'rejected', true],
    ['422', { status: 422, body: {} }, 'rejected', true],
    ['500', { status: 500, body: {} }, 'unavailable', true],
    ['503 as a page', { status: 503, body: '<html>' }, 'unavailable', true],
    ['a broken line', 'break', 'unavailable', true],
    ['half an answer', { body: { choices: [] }, broken: true }, 'unavailable', true],
    ['no answer of such an API', { body: { hello: 'world' } }, 'unreadable', true],
    ['a page', { body: '<html>' }, 'unreadable', true],
  ])('is named: %s', async (_, response, problem, mayHaveCost) => {
    const { model, requests } = await modelOn(() => response);
    const error = await model.ask(QUESTION).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'LanguageModelError', problem, mayHaveCost });
    expect(`${error} ${(error as Error).cause}`).not.toContain(KEY);
    expect(requests).toHaveLength(1);
  });

  it('is one of time where no answer comes', async () => {
    const { model, requests } = await modelOn(() => 'hang');
    const asked = model.ask({ ...QUESTION, timeoutMs: 100 });
    await expect(asked).rejects.toMatchObject({ problem: 'timed_out', mayHaveCost: true });
    expect(requests).toHaveLength(1);
  });

  it('has cost nothing where nobody listens', async () => {
    const { model } = await modelOn(() => 'hang');
    await server?.close();
    server = undefined;
    await expect(model.ask(QUESTION)).rejects.toMatchObject({ problem: 'unavailable', mayHaveCost: false });
  });

  it('sends the key to no other address', async () => {
    const other = await startHttpServer(() => saying({ content: '{}' }));
    const { model } = await modelOn(() => ({ status: 307, headers: { location: other.url } }));
    await expect(model.ask(QUESTION)).rejects.toMatchObject({ problem: 'unavailable' });
    expect(other.requests).toEqual([]);
    await other.close();
  });
});
