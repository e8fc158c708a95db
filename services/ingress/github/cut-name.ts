/** Names and titles that others write, no longer than a queue message has room for. */

/** A correlation id stands near the beginning of a title; a commit message may be one line of megabytes. */
const MOST_CHARACTERS = 1000;

export function cutName(text: string): string {
  return text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS).toWellFormed() : text;
}
