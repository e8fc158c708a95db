/** A Markdown table without the padding that the formatter gives its columns: what is left is what it says. */
export function withoutPadding(table: string): string {
  return table
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .trim();
}
