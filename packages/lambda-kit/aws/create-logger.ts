/** Structured log lines on standard output, one JSON object each, without secrets. */

import { createRedactor } from '../masking/redact.ts';
import type { LogFields, Logger } from '../ports.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

export type LoggerOptions = {
  /** The service's name; stands on every line. */
  service: string;
  /** `LOG_LEVEL`; anything else than a level means `info`. Lines with the field `audit: true` are always written. */
  level?: string | undefined;
  /** Values that are replaced wherever they appear. */
  secrets?: readonly string[];
  /** Takes one line, without its line break. */
  write?: (line: string) => void;
  now?: () => number;
  /** Fields of every line, as they are at that time. */
  about?: () => LogFields;
};

export function createLogger(options: LoggerOptions): Logger {
  const { service, level, secrets = [], write = writeLine, now = Date.now, about = () => ({}) } = options;
  const threshold = levelIndex(level);
  const redact = createRedactor(secrets);

  const at =
    (at: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(at) < threshold && fields['audit'] !== true) return;
      const line = { time: new Date(now()).toISOString(), level: at, service, message, ...about(), ...fields };
      write(redact(line));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function levelIndex(level = ''): number {
  return LEVELS.indexOf(LEVELS.find((known) => known === level.toLowerCase()) ?? 'info');
}

/** Past `console`, which Lambda prefixes with words of its own. */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
