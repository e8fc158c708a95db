/** Prints what a tag's version brought: `node packages/toolchain/release/write-notes.ts v1.2.3`. */
import { readFileSync } from 'node:fs';
import manifest from '../package.json' with { type: 'json' };
import { notesOf } from './changelog.ts';

const [tag = ''] = process.argv.slice(2);
const notes = notesOf(readFileSync(new URL('../../../CHANGELOG.md', import.meta.url), 'utf8'), manifest.version);
if (tag !== `v${manifest.version}` || notes === undefined) {
  console.error(
    `${tag} is no release: package.json says ${manifest.version}. Make one with \`pnpm release <version>\`.`,
  );
  process.exit(1);
}
console.log(notes);
