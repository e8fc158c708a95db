import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const person = { login: 'mara-k', type: 'User', id: 7 };
const program = { login: 'claude[bot]', type: 'Bot' };
const itself = { login: 'web-flow', type: 'User' };
const by = (author: unknown, committer: unknown = author, { verified = false, ...more } = {}) => {
  const signed = { email: 'X@acme.example' };
  const commit = { message: 'More', author: signed, committer: signed, verification: { verified }, ...more };
  return { sha: 'h1', author, committer, commit, parents: [{ sha: 'h0' }] };
};
const email = 'x@acme.example';
const MARA = { account: { login: 'mara-k', isPerson: true, id: 7 }, email };
const CLAUDE = { account: { login: 'claude[bot]', isPerson: false }, email };

describe('the commits of a pull request', () => {
  it('tell who wrote each, who put it in place, and what it follows', async () => {
    const { lookups, requested } = await connectTo({ body: [by(person), by(person, program)] });
    const about = { sha: 'h1', coAuthors: [], parents: ['h0'] };
    expect(await lookups.authorsOf(7)).toEqual({
      commits: [
        { ...about, author: MARA, committer: MARA },
        { ...about, author: MARA, committer: CLAUDE },
      ],
      isWhole: true,
    });
    expect(requested()).toEqual(['GET /repos/acme/web/pulls/7/commits?per_page=100&page=1']);
  });

  it('were put in place by GitHub itself only where it says that it has verified them; it writes none', async () => {
    const body = [by(person, itself, { verified: true }), by(person, itself), by(itself, itself, { verified: true })];
    const { commits } = await (await connectTo({ body })).lookups.authorsOf(7);
    expect(commits.map(({ author, committer }) => [author, committer])).toEqual([
      [MARA, undefined],
      [MARA, { email }],
      [{ email }, undefined],
    ]);
  });

  it('tell whom a message names by the address that GitHub gives an account', async () => {
    const message = 'More\n\nCo-authored-by: Ada *L* <42+ada_l@users.noreply.github.com>';
    const { lookups } = await connectTo({ body: [by(person, person, { message } as object)] });
    expect((await lookups.authorsOf(7)).commits).toMatchObject([{ coAuthors: [{ id: 42, login: 'ada_l' }] }]);
  });

  it('are by nobody who is known where GitHub has no account for them, be it that it tells nothing of them', async () => {
    const { lookups } = await connectTo({ body: [by(null, person), { sha: 'h2' }, 'odd'] });
    expect((await lookups.authorsOf(7)).commits).toMatchObject([
      { author: { email }, committer: MARA },
      { sha: 'h2', author: { email: '' }, committer: { email: '' }, parents: [] },
      { sha: '', author: { email: '' }, committer: { email: '' } },
    ]);
  });

  it('are not whole where GitHub shows no more of them', async () => {
    const { lookups, requested } = await connectTo(({ path }) => ({
      body: Array.from({ length: path.endsWith('page=3') ? 50 : 100 }, () => by(person)),
    }));
    const { commits, isWhole } = await lookups.authorsOf(7);
    expect([commits.length, isWhole]).toEqual([250, false]);
    expect(requested()).toHaveLength(3);
  });

  it('are not told where GitHub answers otherwise', async () => {
    const { lookups } = await connectTo({ body: { commits: [] } });
    expect(await failureOf(lookups.authorsOf(7))).toMatchObject({ reason: 'unavailable' });
  });
});

it('what waits for a person at a commit are its runs that nobody has let begin, or go on', async () => {
  const run = (status: string, conclusion: string | null) => ({ name: `CI ${status}`, status, conclusion });
  const { lookups, requested } = await connectTo({
    body: {
      workflow_runs: [
        { ...run('completed', 'action_required'), html_url: 'https://github.com/acme/web/actions/runs/1' },
        run('waiting', null),
        run('completed', 'success'),
        run('queued', null),
        {},
      ],
    },
  });
  expect(await lookups.waitingRunsOf('h1')).toEqual([
    { name: 'CI completed', url: 'https://github.com/acme/web/actions/runs/1' },
    { name: 'CI waiting', url: '' },
  ]);
  expect(requested()).toEqual(['GET /repos/acme/web/actions/runs?head_sha=h1&per_page=100']);
});
