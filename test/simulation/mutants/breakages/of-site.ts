/** Breakages of changes of the site: who confirms them, and what is made of them. */
import type { Mutant } from '../mutant.ts';

const SITE = 'services/dispatcher/site';
const DECIDE = `${SITE}/decision/decide.ts`;
const HANDLE = `${SITE}/decision/handle.ts`;

export const SITE_MUTANTS: readonly Mutant[] = [
  {
    name: 'anybody confirms a change of the site',
    why: 'a pull request is opened that nobody who asked has seen',
    file: DECIDE,
    replace: "  if (person.id !== change.requestedBy.id) return { verdict: 'not_requester' };\n",
    by: '',
    family: 'site',
  },
  {
    name: 'a file that has moved on is changed all the same',
    why: 'what was confirmed is not what is made',
    file: DECIDE,
    replace: 'const isSame = seen.blobSha === change.blobSha && seen.diff === change.diff;',
    by: 'const isSame = true;',
    also: [
      { file: DECIDE, replace: '{ ...change, ...seen, state: ', by: '{ ...change, state: ' },
      {
        file: HANDLE,
        replace: '({ base, file }) => [createTree.intend(',
        by: '({ file, base }) => [createTree.intend(',
      },
    ],
    family: 'site',
    seeds: 400,
  },
  {
    name: 'a change of the site is made without the rest of the tree',
    why: 'its pull request deletes every other file',
    file: HANDLE,
    replace: 'base: base.tree, path',
    by: "base: '', path",
    family: 'site',
    seeds: 120,
  },
  {
    name: 'a change of the site that is decided goes on asking',
    why: 'people press what does nothing any more',
    file: `${SITE}/record/messages.ts`,
    replace: "buttons: change.state === 'proposed' ? decisionButtons(change) : [],",
    by: 'buttons: decisionButtons(change),',
    family: 'site',
  },
  {
    name: 'a change of the site never expires',
    why: 'a week later somebody confirms what nobody remembers',
    file: `${SITE}/expire/handle.ts`,
    replace: 'if (isChangeOverdue(change, ports.clock.now() - GRACE_MS))',
    by: 'if (change.decideBy === 0)',
    family: 'site',
  },
  {
    name: 'a cancelled change of the site can be confirmed',
    why: 'what somebody took back is opened',
    file: DECIDE,
    replace: "return { verdict: 'change_cancelled' };",
    by: 'return undefined;',
    also: [
      {
        file: 'packages/records/kinds/site-change.ts',
        replace: "cancelled: ['cancelled'],",
        by: "cancelled: ['cancelled', 'opening'],",
      },
    ],
    family: 'site',
    seeds: 270,
  },
];
