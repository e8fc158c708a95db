/** Short rules: a module says its purpose, a version is exact, some words stand nowhere, and links lead somewhere. */
import { posix } from 'node:path';
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import type { Package } from '../source/project.ts';
import type { Violation } from './violation.ts';

/** Every module opens with a sentence of what it is for; a test file's is the title of its `describe`. */
export function checkPurpose(file: SourceFile): Violation[] {
  const opening = isTest(file.path) || /^(#!.*\n)?\/\*\*\s*(?!\*\/)\S/.test(file.text);
  return opening
    ? []
    : [{ file: file.path, line: 1, says: 'opens without a /** sentence */ of what the module is for' }];
}

const EXACT = /^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/;

/** What a version means is what was tested: every dependency is one exact version. */
export function checkManifest({ folder, dependencies }: Package): Violation[] {
  const file = folder === '' ? 'package.json' : `${folder}/package.json`;
  return Object.entries(dependencies)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => ({ file, line: 1, says: `depends on ${name} ${version}: name one exact version` }));
}

/** What may stand in no file: what is true on one machine only, and comments that silence the compiler. */
const FORBIDDEN: readonly { pattern: RegExp; says: string }[] = [
  { pattern: /registry\.(npmjs|yarnpkg)\.\w+/, says: "names a registry's host: leave it to each machine's npm" },
  { pattern: /(^|[^\w./:}-])\/(work|root|home|Users)\/\w/, says: "names a path of somebody's machine" },
  // Biome knows the first of the three alone.
  { pattern: /@ts-(ignore|expect-error|nocheck)\b/, says: 'silences the compiler: mend what it says' },
];

export function checkWords(file: string, text: string): Violation[] {
  return text
    .split('\n')
    .flatMap((content, index) =>
      FORBIDDEN.filter(({ pattern }) => pattern.test(content)).map(({ says }) => ({ file, line: index + 1, says })),
    );
}

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
