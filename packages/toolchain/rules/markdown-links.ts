/** Every link in Markdown that stays inside the project leads to a file, and to a heading of it. */
import { posix } from 'node:path';
import type { Violation } from './violation.ts';

const LINK = /!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g;

/** `readMarkdown`: the text of a Markdown file, '' for any other file or folder, undefined where there is nothing. */
export function checkLinks(
  file: string,
  text: string,
  readMarkdown: (path: string) => string | undefined,
): Violation[] {
  return withoutCode(text)
    .split('\n')
    .flatMap((content, index) =>
      Array.from(content.matchAll(LINK), ([, link = '']) => link)
        .filter((link) => !/^([a-z][a-z+.-]*:|\/\/)/i.test(link) && !leadsSomewhere(file, link, readMarkdown))
        .map((link) => ({ file, line: index + 1, says: `links to ${link}, which is not there` })),
    );
}

function leadsSomewhere(file: string, link: string, readMarkdown: (path: string) => string | undefined): boolean {
  const [path = '', anchor] = decodeURIComponent(link).split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path);
  const text = readMarkdown(target);
  return text !== undefined && (anchor === undefined || !target.endsWith('.md') || anchorsOf(text).includes(anchor));
}

/** Headings as GitHub names them: lower case, spaces to dashes, punctuation gone; a repeated one is counted. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return Array.from(withoutCode(text).matchAll(/^#+ +(.*)$/gm), ([, heading = '']) => {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return times === 0 ? name : `${name}-${times}`;
  });
}

/** Blanks fenced blocks and inline code, and keeps the lines. */
function withoutCode(text: string): string {
  return text
    .replace(/^( *)(```|~~~)[\s\S]*?^\1\2/gm, (block) => block.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, '``');
}
