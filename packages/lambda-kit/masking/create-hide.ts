/** Takes known secrets out of what programs read again: queues, records, calls. */
import { hideValues } from './hide-values.ts';
import { inTexts } from './in-texts.ts';

/** Shorter ones may be words that programs read. */
const SHORTEST = 12;

/** A text without these secrets, or plain data without them in any of its texts. */
export type Hide = <T>(value: T) => T;

/** Secrets may be added to the list afterwards. */
export function createHide(secrets: readonly string[]): Hide {
  const long: string[] = [];
  let seen = 0;
  return (value) => {
    for (const secret of secrets.slice(seen)) if (secret.length >= SHORTEST) long.push(secret);
    seen = secrets.length;
    return long.length === 0 ? value : inTexts(value, (text) => hideValues(text, long));
  };
}
