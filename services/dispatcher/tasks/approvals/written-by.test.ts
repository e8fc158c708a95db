import type { FoundCommit, FoundMaker } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import { type OurCommits, writtenBy } from './written-by.ts';

const account = (login: string, isPerson = true) => ({ account: { login, isPerson }, email: `${login}@acme.example` });
const [GRACE, BOT] = [account('grace'), account('valine[bot]', false)];
const OURS: FoundMaker = { email: COMMIT_AUTHOR.email };
const KNOWN: OurCommits = { empty: ['first'], site: ['site'], updated: ['h1'] };
const ADA = { id: 42, login: 'ada-l' };

/** Put in place by its author, unless told otherwise. */
function commit(sha: string, author: FoundMaker, more: Partial<FoundCommit> = {}): FoundCommit {
  return { sha, author, committer: author, coAuthors: [], parents: ['h0'], ...more };
}

function written(...commits: FoundCommit[]) {
  const { accounts, coAuthors, unknown, isForNobody } = writtenBy(commits, KNOWN);
  return { logins: accounts.map(({ login }) => login), named: coAuthors.map(({ id }) => id), unknown, isForNobody };
}

/** As GitHub puts it in place itself. */
function merge(author: FoundMaker, parents: string[]): FoundCommit {
  const { committer: _, ...made } = commit('merge', author, { parents });
  return made;
}

const NOBODY = { logins: [], named: [], unknown: [], isForNobody: false };

describe('what we made', () => {
  it('is known by its SHA, and the empty one by nobody, whomever it names', () => {
    expect(written(commit('first', OURS, { coAuthors: [ADA] }))).toEqual(NOBODY);
  });

  it('is not known by its address, which anybody may write', () => {
    expect(written(commit('h1', OURS))).toEqual({ ...NOBODY, unknown: [COMMIT_AUTHOR.email] });
  });

  it('is by whoever has put it in place anew, as a rebase does; not by a program, or GitHub itself', () => {
    expect(written(commit('h1', OURS, { committer: GRACE }))).toEqual({ ...NOBODY, logins: ['grace'] });
    expect(written(commit('h1', OURS, { committer: BOT })).unknown).toEqual([COMMIT_AUTHOR.email]);
    expect(written(merge(OURS, ['h0'])).unknown).toEqual([COMMIT_AUTHOR.email]);
  });

  it('of the site is by whom it names, and by somebody unknown where it names nobody', () => {
    expect(written(commit('site', OURS, { coAuthors: [ADA] }))).toEqual({ ...NOBODY, named: [42] });
    expect(written(commit('site', OURS))).toEqual({ ...NOBODY, isForNobody: true });
  });
});

describe('a merge of the base', () => {
  it('that we asked for is by nobody', () => expect(written(merge(BOT, ['h1', 'main']))).toEqual(NOBODY));

  it.each<[string, FoundCommit]>([
    ['into another head', merge(BOT, ['h2', 'main'])],
    ['that GitHub has not made', { ...merge(BOT, ['h1', 'main']), committer: BOT }],
    ['that merges nothing', merge(BOT, ['h1'])],
  ])('%s is by its author', (_, made) => expect(written(made).logins).toEqual(['valine[bot]']));

  it('that somebody has made on GitHub is theirs', () => {
    expect(written(merge(GRACE, ['h1', 'main'])).logins).toEqual(['grace']);
  });
});

it('who wrote and who put in place have both written it, each once', () => {
  const made = commit('h1', GRACE, { committer: BOT, coAuthors: [ADA] });
  expect(written(made, made, commit('h2', { email: 'a@acme.example' }))).toEqual({
    ...NOBODY,
    logins: ['grace', 'valine[bot]'],
    named: [42],
    unknown: ['a@acme.example'],
  });
});
