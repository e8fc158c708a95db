/** What the stack has to say, in lines for people, on standard error. */
import type { LogFields, Logger } from '@valine/lambda-kit';

/** `level` as in `LOG_LEVEL`: `debug`, `info`, `warn` (the default) or `error`. */
export function createTerminalLog(level: string | undefined, write: (line: string) => void): Logger {
  const levels = ['debug', 'info', 'warn', 'error'];
  const threshold = Math.max(0, levels.indexOf(level?.toLowerCase() ?? '') < 0 ? 2 : levels.indexOf(level ?? ''));
  const at =
    (name: string) =>
    (message: string, fields: LogFields = {}) => {
      if (levels.indexOf(name) >= threshold) write(`${name}: ${message}${fieldsText(fields)}`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function fieldsText(fields: LogFields): string {
  const texts = Object.entries(fields).map(([name, value]) => `${name}=${valueText(value)}`);
  return texts.length === 0 ? '' : ` (${texts.join(', ')})`;
}

function valueText(value: unknown): string {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
