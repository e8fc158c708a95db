/** Turns a request into the event that API Gateway gives a function: payload format 2.0. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type HttpRequest = { method: string; path: string; query: string; request: IncomingMessage; body: Buffer };

export function toEvent({ method, path, query, request, body }: HttpRequest, routeKey: string, apiId: string) {
  const now = new Date();
  const { cookie, ...headers } = joinedHeaders(request);
  const domainName = headers['host'] ?? 'localhost';
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query === '' ? {} : { queryStringParameters: joinedParameters(query) }),
    requestContext: {
      accountId: 'anonymous',
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...bodyOf(body, headers['content-type']),
  };
}

/** Lower-case names, several values of one joined by a comma. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const names = Object.entries(request.headersDistinct);
  return Object.fromEntries(names.map(([name, values]) => [name, (values ?? []).join(name === 'cookie' ? '; ' : ',')]));
}

function joinedParameters(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]));
}

/** Text stays as it is. A body that is not text by its type, or not UTF-8, becomes base64. */
function bodyOf(body: Buffer, contentType = 'text/plain') {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(contentType) && isUtf8(body);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

const TEXT = /^(text\/|application\/(.+\+)?(json|xml|javascript))/i;
