/** A logger that writes lines for people. */
import type { LogFields, Logger } from '@valine/lambda-kit';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** `level` is that of `LOG_LEVEL`. Anything that is no level means `warn`. */
export function createTerminalLog(level: string | undefined, write: (line: string) => void): Logger {
  const least = LEVELS.indexOf(LEVELS.find((each) => each === level?.toLowerCase()) ?? 'warn');
  const at =
    (name: (typeof LEVELS)[number]) =>
    (message: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(name) >= least) write(`${name}: ${message}${fieldsText(fields)}`);
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
