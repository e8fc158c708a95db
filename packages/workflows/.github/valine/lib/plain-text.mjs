/** Foreign text, made harmless for where it is shown: it comes from the people who may dispatch the workflow. */

/**
 * JSON whose strings hold nothing that could end a fence (backticks), begin a runner's command (`##[`), or be seen
 * otherwise than it is (control characters, invisible and direction marks): those are escaped, and parse as they were.
 */
export function plainJson(value) {
  return JSON.stringify(value, null, 2).replace(/[`#]|(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits);
}

/** One line of Markdown that shows the text as it is, at most `most` characters of it. */
export function plainMarkdown(text, most) {
  const characters = Array.from(text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD'));
  const short = characters.slice(0, most).join('') + (characters.length > most ? '…' : '');
  return short.replace(/[^\p{L}\p{N}\uFFFD… .,:/()“”’'_%+=-]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** UTF-16 units, as JSON escapes what lies beyond them in pairs. */
function escapeUnits(character) {
  return character.split('').map(escapeUnit).join('');
}

function escapeUnit(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
