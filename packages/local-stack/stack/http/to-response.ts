/** Turns a function's outcome into an HTTP answer, as API Gateway does. */
import type { Outcome } from '../lambda/protocol.ts';

export type HttpResponse = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/** Lambda's limit for an answer. */
const MAXIMUM_ANSWER = 6_291_556;

export function toResponse(outcome: Outcome): HttpResponse {
  switch (outcome.kind) {
    case 'timeout':
      return messageResponse(503, 'Service Unavailable');
    case 'error':
      return messageResponse(500, 'Internal Server Error');
    case 'result':
      return outcome.payload.length > MAXIMUM_ANSWER
        ? messageResponse(500, 'Internal Server Error')
        : answered(outcome.payload);
  }
}

export function messageResponse(status: number, message: string): HttpResponse {
  return jsonResponse(status, { message });
}

export function jsonResponse(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}

/** Payload format 2.0: an answer without `statusCode` is the body of a 200. */
function answered(payload: string): HttpResponse {
  const answer = JSON.parse(payload);
  if (answer === null || typeof answer !== 'object' || !('statusCode' in answer)) return jsonResponse(200, answer);
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded = false } = answer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') {
    return messageResponse(500, 'Internal Server Error');
  }
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      ...lowerCased(headers),
      ...(cookies ? { 'set-cookie': cookies } : {}),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
