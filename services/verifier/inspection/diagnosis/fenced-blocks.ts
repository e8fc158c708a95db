/** The blocks between ```json and ``` in a text, in their order. */

const BEGINS = /^\s{0,20}```json\s{0,20}$/i;
const ENDS = /^\s{0,20}```\s{0,20}$/;

/** One that does not end is none. Takes time in proportion to the text, which is not trusted. */
export function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (BEGINS.test(line)) block = [];
    else if (block !== undefined && ENDS.test(line)) {
      blocks.push(block.join('\n'));
      block = undefined;
    } else block?.push(line);
  }
  return blocks;
}
