/** Octokit as we use it: throttled, with a time limit, and never trying anything twice of its own accord. */
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { GitHubAuth } from '../auth/github-auth.ts';
import { lateInstallationAuth } from '../auth/late-installation-auth.ts';
import { type Access, TOKEN_PERMISSIONS } from '../auth/token-permissions.ts';

export type OctokitOptions = {
  /** `owner/name`: of an App's tokens, the one that they are for. */
  repository: string;
  /** With `read` nothing is sent that may change something, whatever the token could do. @default write */
  access?: Access;
  /** Base of the REST API, e.g. `https://api.github.com`. */
  baseUrl: string;
  auth: GitHubAuth;
  /** Bounds one request with its whole answer. */
  timeoutMs?: number;
  /** Of GitHub's REST API, as a date. */
  apiVersion?: string;
  fetch?: typeof globalThis.fetch;
  /** False in tests alone: their GitHub need not be spared, and nobody waits for real time. */
  spaceWrites?: boolean;
};

/** Below what a claim of an effect leaves for its call. */
export const DEFAULT_TIMEOUT_MS = 8000;
export const DEFAULT_API_VERSION = '2022-11-28';
const silent = () => {};
/** The caller decides when to come back: the message waits in its queue, not the function. */
const noRetry = () => false;

/**
 * Throttling spaces writes by 1 s (those that notify people by 3 s) and keeps 10 requests under way at most, as GitHub
 * asks; reads are not held up.
 */
export function createOctokit({
  repository,
  access = 'write',
  baseUrl,
  auth,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  apiVersion = DEFAULT_API_VERSION,
  fetch = defaultFetch(),
  spaceWrites = true,
}: OctokitOptions): Octokit {
  const octokit = new (Octokit.plugin(throttling))({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    userAgent: 'valine-orchestrator',
    ...('token' in auth
      ? { auth: auth.token }
      : {
          authStrategy: lateInstallationAuth,
          auth: { ...auth, repository, permissions: TOKEN_PERMISSIONS[access] },
        }),
    // Every failure is thrown; Octokit would print it besides, past our logger.
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: createWholeFetch(fetch, timeoutMs) },
    // One line of requests for each GitHub there is: its limits are its own.
    throttle: { enabled: spaceWrites, id: baseUrl, onRateLimit: noRetry, onSecondaryRateLimit: noRetry },
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = apiVersion;
    if (access === 'read' && options.method !== 'GET' && !isQuery(options)) throw notAllowed(options);
  });
  return octokit;
}

type RequestToSend = { method: string; url: string; query?: unknown };

/** Tokens are minted by a POST, and GraphQL is asked by one. */
function isQuery({ url, query }: RequestToSend): boolean {
  if (/\/access_tokens$/.test(url)) return true;
  return /\/graphql$/.test(url) && !/^\s*mutation\b/.test(String(query));
}

/** A bug in our own code: nothing was sent. */
function notAllowed({ method, url }: RequestToSend): Error {
  return new Error(`${method} ${url} changes something, and this connection to GitHub may only read: see its access.`);
}

export function defaultFetch(): typeof globalThis.fetch {
  // biome-ignore lint/nursery/noJsRestrictedProperties: the adapter to GitHub's HTTP API, whose client is made here alone
  return globalThis.fetch;
}

/**
 * Octokit takes a body that breaks off for an empty one, and paging takes an empty page for the last: a lost
 * connection would read as "no issues". So the body is read, and JSON checked, before Octokit sees the answer.
 * Redirects are followed, as a repository needs that was renamed or transferred.
 */
function createWholeFetch(fetch: typeof globalThis.fetch, timeoutMs: number): typeof globalThis.fetch {
  return async (input, init) => {
    const bounds = [AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])];
    if (init?.signal?.aborted) throw notSent();
    const answer = await fetchFollowing(fetch, String(input), { ...init, signal: AbortSignal.any(bounds) });
    const body = await answer.arrayBuffer();
    const { status, statusText, headers } = answer;
    const mayBeEmpty = status === 204 || ((status === 201 || status === 202) && body.byteLength === 0);
    if (status < 300 && !mayBeEmpty) assertJson(headers, body);
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}

const MOVED: readonly number[] = [301, 302, 307, 308];

/** A `fetch` makes a GET of a POST that was moved (301): what is written has to be written there, once and whole. */
async function fetchFollowing(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  if (init.method === undefined || init.method === 'GET') return fetch(url, init);
  const answer = await fetch(url, { ...init, redirect: 'manual' });
  const location = MOVED.includes(answer.status) ? answer.headers.get('location') : null;
  if (location === null) return answer;
  await answer.body?.cancel();
  const there = new URL(location, url);
  if (there.origin !== new URL(url).origin) throw leadsAway();
  if (issueIn(there.pathname) !== issueIn(new URL(url).pathname)) return movedAway();
  return fetch(there.href, { ...init, redirect: 'manual' });
}

/** Of an address below a repository. */
function issueIn(path: string): string | undefined {
  return /\/issues\/(\d+)(?:\/|$)/.exec(path)?.[1];
}

/** The issue is another repository's now, under another number: what is meant for ours is not written there. */
function movedAway(): Response {
  return Response.json({ message: 'This issue was moved to another repository' }, { status: 410 });
}

/** Nothing was written: whoever redirects has not done it. */
function leadsAway(): Error {
  return Object.assign(new TypeError('the answer leads to another API'), { code: NOT_SENT });
}

/** The code of a request whose time was over before it was begun. */
export const NOT_SENT = 'VALINE_NOT_SENT';

export function notSent(): Error {
  return Object.assign(new TypeError('its time was over before it was sent'), { code: NOT_SENT });
}

function assertJson(headers: Headers, body: ArrayBuffer): void {
  if (!headers.get('content-type')?.includes('json')) throw new TypeError('the answer is not JSON');
  try {
    JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new TypeError('the answer is not whole');
  }
}
