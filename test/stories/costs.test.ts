/** What it takes: queue hops from a run's completion to its message, and requests to GitHub for every command. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
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
    expect(answer).toMatch(/^(🟢 OK|✅ Client Deploy verified)$/m);
    expect(sent()).toEqual(['verify ← workflow_run.changed', 'dispatch ← follow.observed', 'notify ← message.shown']);
  });

  it('a diagnose asks GitHub for its jobs and its artifact, and never polls', async () => {
    const { requests } = await completeHeld('/diagnose');
    expect(requests().filter(isPoll)).toEqual([]);
    expect(requests().toSorted()).toMatchInlineSnapshot(`
      [
        "GET /actions/artifacts/{id}/zip",
        "GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100",
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
      ]
    `);
  });

  it('a deploy asks for its jobs and the last ten runs, and never polls', async () => {
    const { requests } = await completeHeld('/deploy-client wait:true');
    expect(requests().filter(isPoll)).toEqual([]);
    expect(requests().toSorted()).toMatchInlineSnapshot(`
      [
        "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
        "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
      ]
    `);
  });
});

describe('requests to GitHub', () => {
  type Step = (team: Team) => Promise<unknown>;

  async function requestsOf(act: Step, prepare?: Step): Promise<string[]> {
    const team = await openTeam();
    await prepare?.(team);
    const path = watchPath(team);
    team.github.nextRun(AT_ONCE);
    await act(team);
    team.chat.channel();
    team.chat.thread();
    return path.requests().toSorted();
  }
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
  const failed = deploying({ ...AT_ONCE, outcome: 'failure' });

  it('are these, command by command and button by button', async () => {
    expect({
      help: await requestsOf(typed('/help')),
      status: await requestsOf(typed('/status')),
      plan: await requestsOf(typed('/plan')),
      approve: await requestsOf(pressed('Approve'), typed('/plan')),
      'verify-latest': await requestsOf(typed('/verify-latest')),
      'verify-latest, then diagnose': await requestsOf(typed('/verify-latest diagnose:true')),
      diagnose: await requestsOf(typed('/diagnose')),
      'deploy-client': await requestsOf(typed('/deploy-client')),
      'deploy-client that fails': await requestsOf(failed),
      'cancel, and the end': await requestsOf(pressed('Cancel'), deploying(HELD)),
      're-run, and the end': await requestsOf(pressed('Re-run failed jobs'), failed),
      'diagnose of a failed deploy': await requestsOf(pressed('Diagnose'), failed),
    }).toMatchInlineSnapshot(`
      {
        "approve": [
          "GET /issues?labels=ready&state=open&sort=created&direction=asc&per_page=100&page=1",
        ],
        "cancel, and the end": [
          "GET /actions/jobs/{id}/logs",
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
          "GET /check-runs/{id}/annotations?per_page=100",
          "POST /actions/runs/{id}/cancel",
        ],
        "deploy-client": [
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
          "POST /actions/workflows/client-deploy.yml/dispatches",
        ],
        "deploy-client that fails": [
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
          "GET /check-runs/{id}/annotations?per_page=100",
          "POST /actions/workflows/client-deploy.yml/dispatches",
        ],
        "diagnose": [
          "GET /actions/artifacts/{id}/zip",
          "GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100",
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "POST /actions/workflows/diagnose-dispatch.yml/dispatches",
        ],
        "diagnose of a failed deploy": [
          "GET /actions/artifacts/{id}/zip",
          "GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100",
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "POST /actions/workflows/diagnose-dispatch.yml/dispatches",
        ],
        "help": [],
        "plan": [
          "GET /issues?labels=ready&state=open&sort=created&direction=asc&per_page=100&page=1",
        ],
        "re-run, and the end": [
          "GET /actions/runs/{id}/attempts/2/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
          "POST /actions/runs/{id}/rerun-failed-jobs",
        ],
        "status": [
          "GET /actions/workflows/client-deploy.yml/runs?per_page=2",
          "GET /actions/workflows/diagnose-dispatch.yml/runs?per_page=2",
        ],
        "verify-latest": [
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
        ],
        "verify-latest, then diagnose": [
          "GET /actions/artifacts/{id}/zip",
          "GET /actions/runs/{id}/artifacts?name=diagnose-summary&per_page=100",
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/runs/{id}/attempts/1/jobs?per_page=100&page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=1",
          "GET /actions/workflows/client-deploy.yml/runs?per_page=10",
          "POST /actions/workflows/diagnose-dispatch.yml/dispatches",
        ],
      }
    `);
  });

  it('of looks at a run that goes on become seldom: under ten in five minutes', async () => {
    const polls = await requestsOf(({ wait }) => wait(5 * 60_000), deploying(HELD));
    expect(polls.filter(isPoll).length).toBeLessThan(10);
  });
});
