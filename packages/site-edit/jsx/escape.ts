/** Writes a text so that it reads as itself in JSX and in strings, and so that whoever reviews it sees all of it. */

/** What nobody sees, but for the space, and what joins letters and emoji. Half a pair of units (Cs) is no character. */
const UNSEEN = /(?![ \u200c\u200d])[\p{C}\p{Z}]/gu;

export function jsxText(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '{': '&#123;',
    '}': '&#125;',
  };
  return text.replace(/[&<>{}]/g, (character) => names[character] ?? character).replace(UNSEEN, entityOf);
}

/** Between two quotes of an attribute: there is no backslash there, and no `{`. */
export function jsxAttribute(text: string, quote: string): string {
  const entity = quote === '"' ? '&quot;' : '&#39;';
  return text.replaceAll('&', '&amp;').replaceAll(quote, entity).replace(UNSEEN, entityOf);
}

/** Between two quotes, or two backticks, of JavaScript. */
export function scriptString(text: string, quote: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return (quote === '`' ? escaped.replaceAll('${', '\\${') : escaped).replace(UNSEEN, escapeOf);
}

function entityOf(character: string): string {
  return `&#x${hexOf(character)};`;
}

function escapeOf(character: string): string {
  const hex = hexOf(character);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}
