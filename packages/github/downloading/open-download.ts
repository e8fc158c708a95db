/** Opens what GitHub keeps in a storage of its own: the API answers with a signed URL, which is fetched without a token. */
import { RequestError } from '@octokit/request-error';
import type { Octokit } from '@octokit/rest';
import type { Connection } from '../requests/connection.ts';
import { notSent } from '../requests/create-octokit.ts';
import { readUpTo } from './read-stream.ts';

/** Longest body of a refusal. */
const MAX_REFUSAL_BYTES = 65_536;

export type Body = ReadableStream<Uint8Array> | null;
export type Download = { kind: 'open'; body: Body } | { kind: 'missing' | 'expired' };

type RequestOptions = NonNullable<Parameters<Octokit['request']>[1]>['request'];
/** Asks the API with these options of the request. */
export type Ask = (request: NonNullable<RequestOptions>) => Promise<DownloadResponse>;
type DownloadResponse = { status: number; headers: { location?: string | undefined }; data: unknown };

/** `signal` bounds it, its body included. Throws what Octokit throws, and TypeError for what the storage does. */
export async function openDownload(connection: DownloadsFrom, ask: Ask, signal: AbortSignal): Promise<Download> {
  try {
    const answer = await askForDownload(connection, ask, signal);
    if (answer.status < 300) return { kind: 'open', body: bodyOf(answer.data) };
    const url = locationOf(connection, answer);
    return await fromStorage(() => openUrl(connection, url, signal));
  } catch (error) {
    const status = error instanceof RequestError ? error.response?.status : undefined;
    if (status === 404) return { kind: 'missing' };
    if (status === 410) return { kind: 'expired' };
    throw error;
  }
}

export type DownloadsFrom = Pick<Connection, 'octokit' | 'fetch'>;

/** Of a repository that was renamed, the API first tells where it is now: that is for the token still. */
async function askForDownload(connection: DownloadsFrom, ask: Ask, signal: AbortSignal): Promise<DownloadResponse> {
  const { octokit, fetch } = connection;
  const request = {
    signal,
    fetch: createRedirectFetch(fetch),
    redirect: 'manual',
    parseSuccessResponseBody: false,
  } as const;
  const answer = await ask(request);
  if (answer.status !== 301 && answer.status !== 308) return answer;
  const url = locationOf(connection, answer);
  if (url.origin !== apiOf(octokit).origin) throw new TypeError('the answer leads to another API');
  return octokit.request(`GET ${url.href}`, { request });
}

/** A fetch that tells where a redirect leads instead of going there, and leaves a body to be read as it comes. */
function createRedirectFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    if (init?.signal?.aborted) throw notSent();
    const answer = await fetch(input, { ...init, redirect: 'manual' });
    if (answer.status < 300) return answer;
    const { status, statusText, headers } = answer;
    const said = status < 400 ? undefined : await readUpTo(answer.body, MAX_REFUSAL_BYTES);
    if (status < 400) await answer.body?.cancel();
    return new Response(said === undefined ? null : Buffer.from(said), { status, statusText, headers });
  };
}

/** Without anything of ours: whoever has a signed URL may read it. */
async function openUrl({ fetch }: DownloadsFrom, url: URL, signal: AbortSignal): Promise<Download> {
  const { status, ok, body } = await fetch(url.href, { signal });
  if (ok) return { kind: 'open', body };
  await body?.cancel();
  if (status === 404) return { kind: 'missing' };
  if (status === 410) return { kind: 'expired' };
  throw new TypeError(`the storage it leads to answered ${status}`);
}

/** A storage that breaks off or is too slow has given no answer, whatever that is called. @throws TypeError */
export async function fromStorage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TypeError) throw error;
    throw new TypeError('the download broke off or took too long', { cause: error });
  }
}

/** @throws TypeError where an API that was called over https leads to an unsafe address */
function locationOf({ octokit }: DownloadsFrom, { status, headers }: DownloadResponse): URL {
  const api = apiOf(octokit);
  const url = URL.parse(headers.location ?? '', api.href);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && api.protocol === 'http:');
  if (headers.location === undefined || url === null || !isSafe)
    throw new TypeError(`the answer (${status}) leads nowhere`);
  return url;
}

function apiOf({ request }: Octokit): URL {
  return new URL(request.endpoint.DEFAULTS.baseUrl);
}

function bodyOf(data: unknown): Body {
  if (data === null || data === '' || data === undefined) return null;
  if (data instanceof ReadableStream) return data;
  throw new TypeError('the answer is not as GitHub gives it');
}
