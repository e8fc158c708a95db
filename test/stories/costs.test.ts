/** What it takes: queue hops from a run's completion to its message, and requests to GitHub for every command. */
import { stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';
import { watchPath } from './support/watch-path.ts';
import { AT_ONCE, HELD, newestRun } from './support/work-on-github.ts';

/** Asking how a run stands: of one run, or of those that started lately. A list of the last ten is the trend. */
function isPoll(request: string): boolean {
  return /^GET \/actions\/runs\/\{id\}$/.test(request) || /^GET .*\/runs\?(?!per_page=10$)/.test(request);
}

describe('from the webhook of a completed run to the final message', () => {
  async function completeHeld(command: string) {
    const team = await openTeam();
    const { chat, github, settle } = team;
    github.nextRun(HELD);
    await chat.command(command);
    // Of the three webhooks that tell of a completion the last is that of the run.
    github.dropWebhooks(2);
    const path = watchPath(team);
    await github.finishRun(newestRun(github));
    await settle();
    return { answer: chat.answer(), ...path };
  }

  it.each(['/diagnose', '/deploy-client wait:true'])('%s takes three queue hops', async (command) => {
    const { answer, sent } = await completeHeld(command);
    expect(stateOf(answer)).toBe('ok');
    expect(sent()).toEqual(['verify ← workflow_run.changed', 'dispatch ← tracking.observed', 'notify ← message.shown']);
  });

  it('a diagnose asks GitHub for itself once, its jobs and its artifact, and never polls', async () => {
    const { requests } = await completeHeld('/diagnose');
    expect(requests().filter(isPoll)).toEqual([RUN]);
    expect(requests().toSorted()).toMatchInlineSnapshot(`
      [
        "GET /actions/artifacts/{id}/zip",
        "GET /actions/runs/{id}",
        "GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
      ]
    `);
  });

  it('a deploy asks for itself once, its jobs, the last ten runs and what is not known of these, and never polls', async () => {
    const { requests } = await completeHeld('/deploy-client wait:true');
    expect(requests().filter(isPoll)).toEqual([RUN]);
    expect(requests().toSorted()).toMatchInlineSnapshot(`
      [
        "GET /actions/runs/{id}",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
      ]
    `);
  });
});

/** What the beginning of a task asks of GitHub, and leaves there. */
const BEGINNING = [
  'GET /issues/8',
  'GET /pulls?state=open&per_page=100&page=1',
  'GET ',
  'GET /branches/main',
  'POST /git/commits',
  'POST /git/refs',
  'POST /pulls',
  'POST /issues/8/comments',
  'POST /issues/8/labels',
  'DELETE /issues/8/labels/ready',
];

type Step = (team: Team) => Promise<unknown>;

const typed =
  (command: string): Step =>
  ({ chat }) =>
    chat.command(command);
const pressed =
  (label: string): Step =>
  ({ chat }) =>
    chat.press(label);
const deploying =
  (wish: typeof AT_ONCE): Step =>
  async ({ chat, github }) => {
    github.nextRun(wish);
    await chat.command('/deploy-client wait:true');
  };
const approved: Step = async ({ chat }) => {
  await chat.command('/plan limit:1');
  await chat.press('Approve');
};
const failing = deploying({ ...AT_ONCE, outcome: 'failure' });

const ISSUES = 'GET /issues?labels=ready&state=open&sort=created&direction=asc&per_page=100&page=1';
const LATEST = 'GET /actions/workflows/client-deploy.yml/runs?per_page=1';
const TREND = 'GET /actions/workflows/client-deploy.yml/runs?per_page=10';
const RUN = 'GET /actions/runs/{id}';
const JOBS = 'GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1';
/** What is believed of a run that begins, of a job that runs, and of its end, whatever an event says. */
const FOLLOWED = [RUN, JOBS, RUN, JOBS];
/** What the jobs of the four deploys before it tell of them, which no report does yet. */
const BEFORE = [JOBS, JOBS, JOBS, JOBS];
/** Since the last good one; nothing is asked where both are of one commit, as what is deployed below is. */
const COMPARED = 'GET /compare/{sha}...{sha}?per_page=1&page=2';
const ANNOTATIONS = 'GET /check-runs/{id}/annotations?per_page=100';
const DIAGNOSING = [
  'POST /actions/workflows/diagnose-dispatch.yml/dispatches',
  ...FOLLOWED,
  'GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100',
  'GET /actions/artifacts/{id}/zip',
];
/** Whether another one is still going. */
const RUNNING = TREND;
const DEPLOYING = [RUNNING, 'POST /actions/workflows/client-deploy.yml/dispatches', ...FOLLOWED, TREND, ...BEFORE];

/** What is done, what it costs, and what came before it. */
const COSTS: readonly [string, Step, readonly string[], Step?][] = [
  ['/help', typed('/help'), []],
  [
    '/status',
    typed('/status'),
    [
      'GET /actions/workflows/client-deploy.yml/runs?per_page=2',
      'GET /actions/workflows/diagnose-dispatch.yml/runs?per_page=2',
      ...BEFORE,
    ],
  ],
  ['/plan', typed('/plan'), [ISSUES]],
  [
    'Approve, for each of its tasks',
    pressed('Approve'),
    [ISSUES, 'GET /issues/8', ...BEGINNING],
    typed('/plan limit:1'),
  ],
  [
    '/ship',
    ({ chat }) => chat.command(`/ship run_id:${planIn(chat.channel()[0] ?? '').run}`),
    ['GET /pulls/15'],
    approved,
  ],
  ['/verify-latest', typed('/verify-latest'), [LATEST, JOBS, TREND, ...BEFORE.slice(1), COMPARED]],
  [
    '/verify-latest, then a diagnose',
    typed('/verify-latest diagnose:true'),
    [LATEST, JOBS, TREND, ...BEFORE.slice(1), COMPARED, ...DIAGNOSING],
  ],
  [
    '/verify-run',
    ({ chat, github }) => chat.command(`/verify-run run_id:${github.workflowRuns()[0]?.id}`),
    ['GET /actions/runs/{id}', JOBS, TREND, ...BEFORE.slice(1)],
  ],
  ['/diagnose', typed('/diagnose'), DIAGNOSING],
  ['/deploy-client', typed('/deploy-client'), DEPLOYING],
  ['/deploy-client wait:true', typed('/deploy-client wait:true'), DEPLOYING],
  ['a deploy that fails', failing, [...DEPLOYING, ANNOTATIONS]],
  [
    'Cancel',
    pressed('Cancel'),
    ['POST /actions/runs/{id}/cancel', RUN, JOBS, ANNOTATIONS, TREND, ...BEFORE],
    deploying(HELD),
  ],
  [
    'Re-run failed jobs',
    pressed('Re-run failed jobs'),
    [
      'POST /actions/runs/{id}/rerun-failed-jobs',
      ...FOLLOWED.map((asked) => asked.replace('attempts/1', 'attempts/2')),
      TREND,
      ...BEFORE,
    ],
    failing,
  ],
  ['Diagnose', pressed('Diagnose'), DIAGNOSING, failing],
];

describe('requests to GitHub, to the end of what follows', () => {
  async function requestsOf(act: Step, prepare?: Step): Promise<string[]> {
    const team = await openTeam();
    await prepare?.(team);
    const path = watchPath(team);
    team.github.nextRun(AT_ONCE);
    await act(team);
    team.chat.channel();
    team.chat.thread();
    return path.requests();
  }

  it.each(COSTS)('%s', async (_, act, costs, before) => {
    expect((await requestsOf(act, before)).toSorted()).toEqual(costs.toSorted());
  });

  it('looks at a run that goes on become seldom: under ten in five minutes', async () => {
    const polls = await requestsOf(({ wait }) => wait(5 * 60_000), deploying(HELD));
    expect(polls.filter(isPoll).length).toBeLessThan(10);
  });
});
