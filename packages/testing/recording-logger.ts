/** A logger that keeps its lines. */
import type { LogFields, Logger } from '@valine/lambda-kit';

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; message: string; fields: LogFields };

export function recordingLogger(): Logger & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
