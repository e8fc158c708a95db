import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const person = { login: 'mara-k', type: 'User' };
const program = { login: 'claude[bot]', type: 'Bot' };
const commit = (author: unknown, committer: unknown = author, email = 'x@acme.example') => {
  return { sha: 'h1', author, committer, commit: { author: { email }, committer: { email } } };
};

describe('the authors of a pull request', () => {
  it('are whoever wrote its commits, or put them in place of others; each once', async () => {
    const { lookups, requested } = await connectTo({
      body: [commit(person), commit(person, program), commit({ login: 'Sam' }, { login: 'web-flow', type: 'User' })],
    });
    expect(await lookups.authorsOf(7)).toEqual({
      authors: [
        { login: 'mara-k', isPerson: true },
        { login: 'claude[bot]', isPerson: false },
        { login: 'Sam', isPerson: false },
      ],
      coAuthors: [],
      unknown: [],
      isWhole: true,
    });
    expect(requested()).toEqual(['GET /repos/acme/web/pulls/7/commits?per_page=100&page=1']);
  });

  it('are besides those whom a message names by the address that GitHub gives an account; each once', async () => {
    const message = [
      'More\n\nCo-authored-by: Ada *L* <42+ada-l@users.noreply.github.com>',
      'co-authored-by: Ben <7+ben@users.noreply.github.com>\r',
      'Co-authored-by: Claude <noreply@anthropic.com>\nReviewed-by: Lin <9+lin@users.noreply.github.com>',
      'Co-authored-by: Ada <42+ada-old@users.noreply.github.com> and others',
    ].join('\n');
    const { lookups } = await connectTo({ body: [1, 2].map(() => ({ ...commit(person), commit: { message } })) });
    expect((await lookups.authorsOf(7)).coAuthors).toEqual([
      { id: 42, login: 'ada-l' },
      { id: 7, login: 'ben' },
    ]);
  });

  it('are not known where GitHub has no account for who made a commit, be it that it tells nothing of them', async () => {
    const { lookups } = await connectTo({
      body: [commit(null, person, 'Bot@Agents.example'), commit(person, null), commit(null), { sha: 'h2' }],
    });
    expect(await lookups.authorsOf(7)).toMatchObject({
      authors: [{ login: 'mara-k' }],
      unknown: ['bot@agents.example', 'x@acme.example', ''],
    });
  });

  it('are not whole where GitHub shows no more commits', async () => {
    const { lookups, requested } = await connectTo(({ path }) => ({
      body: Array.from({ length: path.endsWith('page=3') ? 50 : 100 }, () => commit(person)),
    }));
    expect(await lookups.authorsOf(7)).toEqual({
      authors: [{ login: 'mara-k', isPerson: true }],
      coAuthors: [],
      unknown: [],
      isWhole: false,
    });
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
