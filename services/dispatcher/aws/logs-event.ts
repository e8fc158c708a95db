/** What CloudWatch Logs hands on of a log, and its translation into ours. */
import type { LoggedLine } from '../operations/incidents/handle.ts';

/** `data`: gzipped JSON, as base64. */
export type LogsEvent = { awslogs: { data: string } };

export function isLogsEvent(event: object): event is LogsEvent {
  return 'awslogs' in event;
}

/** Loads what unpacks it: no cold start waits for that. @throws on what nobody can unpack */
export async function readLogsEvent({ awslogs }: LogsEvent): Promise<LoggedLine[]> {
  const { gunzipSync } = await import('node:zlib');
  const { logEvents } = Object(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()));
  return Array.isArray(logEvents) ? logEvents.flatMap(lineOf) : [];
}

function lineOf(event: unknown): LoggedLine[] {
  const { timestamp, message } = Object(event);
  return typeof message === 'string' ? [{ at: Number(timestamp) || 0, text: message }] : [];
}
