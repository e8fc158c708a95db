/** One GET to an address that was checked, and its answer. The host name goes to the server only: no resolver is asked again. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { hostAddress } from '../host.ts';

const MAX_HEADER_BYTES = 16_384;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

type Target = { url: URL; addresses: readonly string[] };
type Stage = 'connecting' | 'securing' | 'connected';

/** The answer's head; its body waits to be read or destroyed. Where no address answers, the first one's error is told. @throws ExchangeError, or the signal's reason */
export async function openAnswer({ url, addresses }: Target, signal: AbortSignal): Promise<IncomingMessage> {
  let failure: unknown;
  for (const address of ipv4First(addresses)) {
    try {
      return await ask(url, address, signal);
    } catch (error) {
      failure ??= error;
      if (!(error instanceof ExchangeError && error.neverConnected)) throw error;
    }
  }
  throw failure;
}

/** Many networks, Lambda's among them, have no way out over IPv6. */
function ipv4First(addresses: readonly string[]): readonly string[] {
  return addresses.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':')));
}

function ask(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = start(url, address, signal);
    const stage = watchStage(request, url.protocol === 'https:');
    let answer: IncomingMessage | undefined;
    const fail = (error: Error) => {
      reject(signal.aborted ? signal.reason : failureAt(stage(), error));
      // A body that only the end of the connection ends would pass for a whole one otherwise.
      answer?.destroy(error);
    };
    request.on('response', (arrived) => {
      answer = arrived;
      resolve(arrived);
    });
    request.on('error', fail);
    // An answer that is none, like a switch of protocols nobody asked for, closes without an error.
    request.on('close', () => reject(failureAt(stage(), new Error('closed without an answer'))));
    request.end();
  });
}

function start(url: URL, address: string, signal: AbortSignal): ClientRequest {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  try {
    return send(optionsFor(url, address, signal));
  } catch (error) {
    throw new ExchangeError('connection', error, true);
  }
}

function optionsFor(url: URL, address: string, signal: AbortSignal): RequestOptions {
  return {
    host: address,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    headers: { host: url.host, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'valine-orchestrator' },
    // An address is no name for a server to choose its certificate by; it is verified all the same.
    servername: hostAddress(url.hostname) === undefined ? url.hostname : '',
    rejectUnauthorized: true,
    // One connection for one request: none is left open that another host's request could come to use.
    agent: false,
    insecureHTTPParser: false,
    joinDuplicateHeaders: true,
    maxHeaderSize: MAX_HEADER_BYTES,
    signal,
  };
}

function watchStage(request: ClientRequest, secure: boolean): () => Stage {
  let stage: Stage = 'connecting';
  request.on('socket', (socket: Socket) => {
    socket.once('connect', () => {
      stage = secure ? 'securing' : 'connected';
    });
    socket.once('secureConnect', () => {
      stage = 'connected';
    });
  });
  return () => stage;
}

function failureAt(stage: Stage, error: unknown): ExchangeError {
  if (stage === 'connecting') return new ExchangeError('connection', error, true);
  if (stage === 'securing') return new ExchangeError('tls', error);
  const broken = error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
  return new ExchangeError(broken ? 'connection' : 'bad_answer', error);
}

export type ReadAnswer = { status: number; headers: Record<string, string>; body: Uint8Array; truncated: boolean };

/** Reads an answer to its end or to `maxBytes`, whichever comes first. Never holds more than `maxBytes` and one chunk. @throws ExchangeError where the body breaks off before its end */
export async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<ReadAnswer> {
  const chunks: Uint8Array[] = [];
  let left = maxBytes;
  let truncated = false;
  try {
    for await (const chunk of answer) {
      chunks.push(chunk.subarray(0, left));
      truncated = chunk.length > left;
      left -= Math.min(chunk.length, left);
      // Leaving the loop destroys the connection.
      if (truncated) break;
    }
  } catch (error) {
    throw new ExchangeError('bad_answer', error);
  }
  return { status: answer.statusCode ?? 0, headers: headersOf(answer), body: Buffer.concat(chunks), truncated };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** Where a redirect leads. Undefined for every other answer, also for a redirect that does not say where to. */
export function nextUrl({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (!REDIRECTS.has(statusCode) || headers.location === undefined) return undefined;
  return URL.parse(headers.location, from.href) ?? undefined;
}

/** A connection or an answer that failed, told by how far it had come. */
export class ExchangeError extends Error {
  override name = 'ExchangeError';
  readonly problem: 'connection' | 'tls' | 'bad_answer';
  /** What the system calls it, like `ECONNREFUSED`. */
  readonly code: string;
  /** Whether another address of the host might do: nothing was said to this one yet. */
  readonly neverConnected: boolean;

  constructor(problem: ExchangeError['problem'], cause: unknown, neverConnected = false) {
    const code = codeOf(cause);
    super(`${problem}: ${code}`, { cause });
    this.problem = problem;
    this.code = code;
    this.neverConnected = neverConnected;
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
