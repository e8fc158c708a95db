/** The end of a job's log, as a person reads it. */
import { stripVTControlCharacters } from 'node:util';

/** What the runner puts before every line, e.g. `2026-03-02T09:00:00.1234567Z `. */
const TIMESTAMP = /^\uFEFF?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z ?/;

/** `cut`: the log begins earlier than these bytes; then a line that lost its beginning is left out. */
export function toLogText(bytes: Uint8Array, cut: boolean): string {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const whole = cut && lines.length > 1 ? lines.slice(1) : lines;
  return stripVTControlCharacters(whole.map((line) => line.replace(TIMESTAMP, '')).join('\n')).trimEnd();
}
