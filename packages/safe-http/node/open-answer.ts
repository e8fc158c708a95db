/** One GET to an address that was checked: the name is said to the server, and asked of nobody again. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Socket } from 'node:net';
import { hostAddress } from '../host.ts';
import { ExchangeError } from './exchange-error.ts';

const MAX_HEADER_BYTES = 16_384;

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
