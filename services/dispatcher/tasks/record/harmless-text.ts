/**
 * What somebody wrote on an issue, so that it can stand in a pull request or a commit of ours: it notifies nobody anew,
 * closes and links no other issue, switches no checks off, and hides nothing.
 */

/** Shows as nothing, and takes the words apart that GitHub acts upon. */
const APART = '\u200B';

/** Issues are named by `#7`, `acme/web#7`, `GH-7`, or by their address. */
const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b(?=\s*:?\s*(?:\S*#\d|GH-\d|https?:))/gi;

/** In a commit's message GitHub and others take it for a word to them: no workflow is started. */
const SKIPPING = /\[(?=(?:skip ci|ci skip|no ci|skip actions|actions skip)\])/gi;

/** It reads as it did. In code too, for where code begins is told by what was written. */
export function harmlessText(text: string): string {
  return checkedText(text)
    .replaceAll(CLOSING, (word) => `${word.slice(0, 1)}${APART}${word.slice(1)}`)
    .replaceAll(/@(?=\w)|#(?=\d)|\bGH-(?=\d)|<(?=[\w!/?])/gi, (sign) => `${sign}${APART}`);
}

/** For what stands in code, which notifies, closes and links nothing anyhow: it may become part of a commit's message. */
export function checkedText(text: string): string {
  return text.replaceAll(SKIPPING, (sign) => `${sign}${APART}`);
}
