/** One HTTP attempt at Discord's API: never repeated, bounded in time, its failures without secrets. */
import { inTexts, maskSecrets } from '@valine/lambda-kit';
import * as z from 'zod/mini';
import { DISCORD_CODES, DiscordError } from '../discord-error.ts';

type Transport = {
  /** Ends before `/channels`, e.g. `https://discord.com/api/v10`. */
  baseUrl: string;
  botToken: string;
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
  limits: RateLimits;
};

export type RequestFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> };

export type ApiRequest<Body> = {
  /** What the call is named in errors and logs. */
  operation: string;
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As `Routes` of discord-api-types gives it. */
  path: `/${string}`;
  query?: string;
  body?: unknown;
  /** Sent with the body in one form, as `files[0]` and so on. */
  files?: readonly RequestFile[];
  /** Stands in the path, and must stand nowhere else. */
  token?: string;
  answer: z.ZodMiniType<Body>;
};

const ErrorBody = z.object({
  code: z._default(z.number(), 0),
  message: z._default(z.string(), ''),
  errors: z.optional(z.unknown()),
  retry_after: z.optional(z.number()),
});

/** Codes of a connection that never was: nothing can have reached Discord. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const MAX_DETAIL = 500;
/** Refusals that Discord itself always explains in JSON. */
const MAY_BE_OF_EDGE = [400, 401, 403, 404, 405];

/** Resolves to Discord's answer, checked. @throws DiscordError */
export async function sendRequest<Body>(transport: Transport, request: ApiRequest<Body>): Promise<Body> {
  const { operation, method, path, answer } = request;
  const route = `${method} ${path}`;
  const wait = transport.limits.waitSeconds(route);
  if (wait > 0) throw rateLimited(operation, wait, 'not sent: the limit of the last answer is used up');

  const response = await attempt(transport, request);
  const { status, headers } = response;
  const json = await readJson(response);
  const known = [transport.botToken, request.token ?? ''];
  const failure = response.ok ? undefined : z.safeParse(ErrorBody, withoutSecrets(json, known)).data;
  const asked = status === 429 ? askedSeconds(headers, failure?.retry_after) : undefined;
  if (isOfEdge(status, failure, asked)) {
    const seconds = transport.limits.noteBlock(asked);
    throw limited(
      status,
      operation,
      seconds,
      `turned away before Discord: ${failure?.message || 'a page'}`,
      failure?.code,
    );
  }
  transport.limits.note(route, headers, asked);
  if (asked !== undefined) throw rateLimited(operation, asked, failure?.message ?? '', failure?.code);
  if (!response.ok) throw refused(operation, status, failure);

  const parsed = z.safeParse(answer, json);
  if (parsed.success) return parsed.data;
  throw noAnswer(operation, `status ${response.status}, but not the answer Discord gives`, true);
}

async function attempt(transport: Transport, request: ApiRequest<unknown>): Promise<Response> {
  const { baseUrl, botToken, fetch, timeoutMs } = transport;
  const { operation, method, path, query = '', token } = request;
  const { headers, ...encoded } = encodeBody(request);
  try {
    return await fetch(`${baseUrl.replace(/\/+$/, '')}${path}${query}`, {
      method,
      headers: {
        'user-agent': 'DiscordBot (valine-orchestrator, 0.1.0)',
        ...(token === undefined ? { authorization: `Bot ${botToken}` } : {}),
        ...headers,
      },
      ...encoded,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    // Not handed on as the cause: fetch's errors can hold the URL, and with it the token.
    const code = codeOf(error);
    throw noAnswer(operation, code, !NEVER_SENT.has(code));
  }
}

/** The header of a form is left to `fetch`, which alone knows what separates its parts. */
function encodeBody({ body, files = [] }: ApiRequest<unknown>): Pick<RequestInit, 'headers' | 'body'> {
  if (body === undefined) return { headers: {} };
  const json = JSON.stringify(body);
  if (files.length === 0) return { headers: { 'content-type': 'application/json' }, body: json };
  const form = new FormData();
  form.set('payload_json', json);
  for (const [index, { name, type, bytes }] of files.entries())
    form.set(`files[${index}]`, new Blob([bytes], { type }), name);
  return { headers: {}, body: form };
}

/** What Discord says of a failure goes into logs and messages, and may quote what was sent. */
function withoutSecrets(json: unknown, known: readonly string[]): unknown {
  return json === undefined ? undefined : inTexts(json, (said) => maskSecrets(said, known));
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const cause = error.cause;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

function askedSeconds(headers: Headers, inBody: number | undefined): number | undefined {
  const seconds = inBody ?? Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

type Failure = z.infer<typeof ErrorBody>;

/**
 * Cloudflare, in front of Discord, answers with pages, with a code of its own, and with 429 that name no time. None of
 * it is said of the token, the permission or the message. https://github.com/discord/discord-api-docs/issues/6473
 */
function isOfEdge(status: number, failure: Failure | undefined, askedFor: number | undefined): boolean {
  if (failure?.code === DISCORD_CODES.blockedByEdge) return true;
  if (status === 429) return askedFor === undefined || failure === undefined;
  return MAY_BE_OF_EDGE.includes(status) && (failure?.message ?? '') === '';
}

const rateLimited = limited.bind(undefined, 429);

function limited(status: number, operation: string, seconds: number, detail: string, code = 0): DiscordError {
  return new DiscordError({
    operation,
    status,
    code,
    detail: detail === '' ? 'rate limited' : detail,
    retryAfterSeconds: seconds,
    mayHaveLanded: false,
  });
}

function noAnswer(operation: string, detail: string, mayHaveLanded: boolean): DiscordError {
  return new DiscordError({ operation, status: 0, code: 0, detail, mayHaveLanded });
}

function refused(operation: string, status: number, failure: Failure | undefined): DiscordError {
  const errors = failure?.errors === undefined ? '' : ` ${JSON.stringify(failure.errors)}`;
  const detail = `${failure?.message ?? 'refused'}${errors}`;
  const mayHaveLanded = status >= 500 || status === 408;
  return new DiscordError({
    operation,
    status,
    code: failure?.code ?? 0,
    detail: detail.slice(0, MAX_DETAIL),
    mayHaveLanded,
  });
}

export type RateLimits = {
  /** Seconds before the route may be called again; 0 when it may be now. */
  waitSeconds(route: string): number;
  /** Takes in the headers of an answer of Discord's own, and `retryAfterSeconds` of a 429. */
  note(route: string, headers: Headers, retryAfterSeconds: number | undefined): void;
  /** What stands before Discord lets nothing through: closes every route, and returns for how many seconds. */
  noteBlock(askedSeconds: number | undefined): number;
};

/** Stands for every route of the bot, after a global 429. Calls with an interaction's token have no global limit. */
const EVERYWHERE = 'everywhere';
/** Stands for every route there is: whoever goes on asking through a block makes it longer. */
const BLOCK = 'block';
const FIRST_BLOCK_SECONDS = 60;
const LONGEST_BLOCK_SECONDS = 900;

/** Routes are `<method> <path>`. Discord counts per channel and per webhook, not per message. */
export function createRateLimits(clock: { now(): number }): RateLimits {
  const openAt = new Map<string, number>();
  let blocks = 0;

  const bucketOf = (route: string) => route.replace(/\/messages\/[^/]+/, '/messages/:id');
  const leftMs = (key: string) => Math.max(0, (openAt.get(key) ?? 0) - clock.now());
  const close = (key: string, seconds: number) => openAt.set(key, clock.now() + seconds * 1000);
  const forgetOpen = () => {
    for (const key of openAt.keys()) if (leftMs(key) === 0) openAt.delete(key);
  };

  return {
    waitSeconds(route) {
      const everywhere = isOfBot(route) ? leftMs(EVERYWHERE) : 0;
      return Math.max(leftMs(bucketOf(route)), everywhere, leftMs(BLOCK)) / 1000;
    },
    note(route, headers, retryAfterSeconds) {
      forgetOpen();
      blocks = 0;
      const resetAfter = Number(headers.get('x-ratelimit-reset-after'));
      if (headers.get('x-ratelimit-remaining') === '0' && resetAfter > 0) close(bucketOf(route), resetAfter);
      if (retryAfterSeconds === undefined) return;
      close(headers.get('x-ratelimit-global') === 'true' ? EVERYWHERE : bucketOf(route), retryAfterSeconds);
    },
    noteBlock(askedSeconds = 0) {
      const grown = Math.min(FIRST_BLOCK_SECONDS * 2 ** blocks, LONGEST_BLOCK_SECONDS);
      const seconds = Math.max(askedSeconds, grown);
      blocks += 1;
      close(BLOCK, seconds);
      return seconds;
    },
  };
}

function isOfBot(route: string): boolean {
  return !route.includes(' /webhooks/');
}
