import { describe, expect, it } from 'vitest';
import { fencedBlocks } from './fenced-blocks.ts';

describe('the fenced blocks of a text', () => {
  it.each<[string, string, string[]]>([
    ['are what stands between the fences', 'a\n```json\n{\n}\n```\nb', ['{\n}']],
    ['come in their order', '```json\n1\n```\n```json\n2\n```', ['1', '2']],
    ['may be indented, and in capitals', '  ```JSON \r\n1\r\n  ```\r\n', ['1']],
    ['are only those of JSON', '```\n1\n```\n```yaml\n2\n```\n```jsonc\n3\n```', []],
    ['begin anew at another fence', '```json\n1\n```json\n2\n```', ['2']],
    ['have an end', '```json\n1', []],
    ['may be empty', '```json\n```', ['']],
    ['are no fences within a line', 'say ```json\n1\n```', []],
  ])('%s', (_, text, blocks) => {
    expect(fencedBlocks(text)).toEqual(blocks);
  });

  it.each(['```json\n', '`', ' ', '\n', '```json ```'])('are found at once in a megabyte of %j', (part) => {
    expect(fencedBlocks(part.repeat(1_000_000 / part.length))).toEqual([]);
  });
});
