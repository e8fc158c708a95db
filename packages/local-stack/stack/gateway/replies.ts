/** Answers in the shape of AWS's JSON protocols. */
import type { EngineReply } from '../engines/queue-engine.ts';
import type { Service } from './required-permissions.ts';

export function okReply(body: unknown): EngineReply {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}

/** `type` is the error's name as the SDKs know it. */
export function errorReply(type: string, message: string, status = 400): EngineReply {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type },
    body: JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message, Message: message }),
  };
}

/** SQS answers `AccessDenied` with 403, the others `AccessDeniedException` with 400. */
export function accessDeniedReply(service: Service, message: string): EngineReply {
  if (service !== 'sqs') return errorReply('AccessDeniedException', message);
  const reply = errorReply('AccessDeniedException', message, 403);
  return { ...reply, headers: { ...reply.headers, 'x-amzn-query-error': 'AccessDenied;Sender' } };
}
