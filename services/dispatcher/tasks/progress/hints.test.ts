import { briefly } from '@valine/testing';
/** Checks and reviews only hint that something has happened: one look sees what many of them tell. */
import { describe, expect, it } from 'vitest';
import { begunTeam, hint, type TestTeam } from '../test-team.ts';

async function readyTeam() {
  const team = await begunTeam();
  await team.take(team.changePull(101, { draft: false }));
  await team.settle();
  team.clock.advance(60_000);
  const branch = team.repository.model.issues.find(({ number }) => number === 101)?.pullRequest?.head ?? '';
  return { team, branch, say: team.repository.people };
}

const looksOf = ({ repository }: TestTeam) => repository.calls.filter((call) => call === 'findPullRequest').length;

describe('what is told of a head', () => {
  it('is looked up in some seconds: whose turn it is stands on the line, and the thread tells it', async () => {
    const { team, branch, say } = await readyTeam();
    say.check(101, 'unit tests', 'fail');
    await team.take(hint(team, branch));
    await team.settle();
    expect((await team.line())?.turn).toMatchObject({ of: 'author', why: [{ is: 'failing', check: 'unit tests' }] });
    expect(briefly(team.threadLines().at(-1))).toMatchInlineSnapshot(`
      "ready #1 • [PR #101](https://github.com/acme/web/pull/101) • author’s turn: [unit tests](https://github.com/acme/web/runs/1) failed
      -# told by GitHub • 0/1 merged"
    `);
  });

  it('is looked up once, however often it is told meanwhile: fifty events, one look', async () => {
    const { team, branch, say } = await readyTeam();
    const looks = looksOf(team);
    const { writes } = team.store;
    for (let time = 0; time < 50; time += 1) {
      say.check(101, `check ${time}`, 'pass');
      await team.take(hint(team, branch, 'check_run', `hint-${time}`));
    }
    expect([looksOf(team) - looks, team.store.writes - writes]).toEqual([0, 2]);
    await team.settle();
    expect(looksOf(team) - looks).toBe(1);
  });

  it('is looked up again where it comes after the look, half a minute later at the earliest', async () => {
    const { team, branch } = await readyTeam();
    const from = team.queues.sent.length;
    for (const seconds of [0, 6, 6, 40]) {
      team.clock.advance(seconds * 1000);
      await team.take(hint(team, branch));
    }
    const due = team.queues.sent.slice(from).map(({ delaySeconds }) => delaySeconds);
    expect(due).toEqual([5, 29, 13]);
  });

  it('of a draft is not looked up: it is the author’s turn whatever it is', async () => {
    const team = await begunTeam();
    const looks = looksOf(team);
    await team.take(hint(team, team.repository.model.issues.at(-1)?.pullRequest?.head ?? ''));
    await team.settle();
    expect([looksOf(team) - looks, (await team.line())?.turn?.of]).toEqual([0, 'author']);
  });

  it('of a branch that nobody planned costs nothing, and of one that no task knows one query', async () => {
    const { team } = await readyTeam();
    const costOf = async (branch: string) => {
      const { reads } = team.store;
      await team.take(hint(team, branch));
      return team.store.reads - reads;
    };
    expect([await costOf('main'), await costOf('valine/issue-77-x')]).toEqual([0, 1]);
  });
});

it('a change of state is looked at once more: what was told meanwhile was no news to anybody', async () => {
  const team = await begunTeam();
  const looks = looksOf(team);
  await team.take(team.changePull(101, { draft: false }));
  // It is a draft again before the look was written down, and was told so to one who knew it as a draft.
  team.changePull(101, { draft: true });
  await team.settle();
  expect([looksOf(team) - looks, (await team.line())?.state]).toEqual([3, 'started']);
});

describe('whose turn it is', () => {
  it('follows checks and reviews', async () => {
    const { team, branch, say } = await readyTeam();
    const turnAfter = async (happens: () => unknown) => {
      team.clock.advance(60_000);
      happens();
      await team.take(hint(team, branch, 'pull_request_review'));
      await team.settle();
      const { of, why = [] } = (await team.line())?.turn ?? {};
      return [of, ...why.map(({ is }) => is)].join(' ');
    };
    expect([
      await turnAfter(() => say.check(101, 'unit tests', 'start')),
      await turnAfter(() => say.ask(101, 'mara-k')),
      await turnAfter(() => say.judge(101, 'mara-k', 'changes')),
      await turnAfter(() => say.check(101, 'unit tests', 'pass')),
      await turnAfter(() => say.judge(101, 'mara-k', 'approve')),
    ]).toEqual(['checks running', 'reviewer asked', 'author changes requested', 'author changes requested', 'ship']);
  });

  it('is not known where checks could not be read, and nothing else is lost by it', async () => {
    const { team, branch, say } = await readyTeam();
    say.check(101, 'unit tests', 'fail');
    team.repository.fail('checksOf', { status: 401, detail: 'Bad credentials' });
    await team.take(hint(team, branch));
    await team.settle();
    expect((await team.line())?.turn).toEqual({ of: 'unknown', why: [{ is: 'unseen', what: 'checks' }] });
  });

  it('waits while GitHub is away', async () => {
    const { team, branch } = await readyTeam();
    team.repository.fail('reviewsOf', { status: 502 });
    await team.take(hint(team, branch));
    await expect(team.settle()).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 30 });
  });

  it('is nobody’s any more once it is merged', async () => {
    const { team } = await readyTeam();
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    expect([(await team.task()).turn, (await team.line())?.turn]).toEqual([undefined, undefined]);
  });
});
