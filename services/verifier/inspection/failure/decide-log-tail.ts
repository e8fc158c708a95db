/** The end of a failed job's log that tells why it failed. */

const MOST_CHARACTERS = 1200;
/** How the runner marks the line at which a step fails; cleaning up follows it, often at length. */
const ERROR = '##[error]';

/** Whole lines, at most 1,200 characters; undefined where nothing is left. `masked`: cut before, a secret would be half. */
export function decideLogTail(masked: string): string | undefined {
  const lines = masked.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith(ERROR));
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.slice(0, last === -1 ? lines.length : last + 1).reverse()) {
    length += line.length + 1;
    if (length > MOST_CHARACTERS + 1) break;
    kept.unshift(line);
  }
  const text = kept.join('\n').trim();
  return text === '' ? lastCharacters(masked) : text;
}

/** A single line that is longer than all that may be shown. */
function lastCharacters(text: string): string | undefined {
  return text.trim().slice(-MOST_CHARACTERS).toWellFormed() || undefined;
}
