/** Which texts may stand on the site. */

const LONGEST = 500;
/** They turn the direction of what follows: what a reviewer reads is not what stands there then. */
const TURNS = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** What is wrong, in a sentence; undefined when nothing is. */
export function textProblem(text: string): string | undefined {
  if (text.trim() === '') return 'text is empty: hide the section with visible:false instead.';
  if (text !== text.trim()) return 'text begins or ends with a space: leave it out.';
  if ([...text].length > LONGEST) return `text has at most ${LONGEST} characters.`;
  if (/\p{Cc}/u.test(text)) return 'text is one line, without control characters.';
  if (TURNS.test(text)) return 'text has invisible characters that turn its direction: leave them out.';
  return text.isWellFormed() ? undefined : 'text has half a character in it: give it again.';
}
