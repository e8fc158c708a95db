/** A Markdown table without the padding of its columns, so that only its words are compared. */
export function withoutPadding(table: string): string {
  return table
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .trim();
}
