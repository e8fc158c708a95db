/** What started a message, and its record: log lines are found by both. */
import type { ParsedBody } from './parse-body.ts';
import type { QueueRecord } from './record.ts';

export type Trace = {
  /** Interaction id, delivery GUID, or the id of what a schedule has sent: the same in all services, whatever follows. */
  trace: string;
  /** Id of a plan, a tracking, or another record. */
  record?: string;
};

/** Where our messages name the record they are about. */
const RECORD_FIELDS = ['planId', 'trackingId', 'ownerId', 'changeId', 'attemptId', 'commentId'];

/** A message without a trace begins one, with its own id. */
export function traceOf({ trace, messageId }: QueueRecord, parsed: ParsedBody<unknown>): Trace {
  const message: Readonly<Record<string, unknown>> = parsed.ok ? Object(parsed.message) : {};
  const record = RECORD_FIELDS.map((field) => message[field]).find((value) => typeof value === 'string');
  const id = typeof message['id'] === 'string' ? message['id'] : messageId;
  return { trace: trace ?? id, ...(typeof record === 'string' && { record }) };
}
