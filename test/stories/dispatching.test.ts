import { stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { watchPath } from './support/watch-path.ts';
import { AT_ONCE } from './support/work-on-github.ts';

const DISPATCH = 'POST /actions/workflows/diagnose-dispatch.yml/dispatches';

describe('a workflow is started', () => {
  it('where the answer always names the run, as since API version 2026-03-10', async () => {
    const team = await openTeam({ apiVersion: '2026-03-10' });
    team.github.nextRun(AT_ONCE);
    const path = watchPath(team);
    expect(stateOf(await team.chat.command('/diagnose'))).toBe('ok');
    expect(path.requests().filter((request) => request === DISPATCH)).toHaveLength(1);
  });

  it('where the server does not know the flag that asks for the run: once more without it', async () => {
    const team = await openTeam();
    const before = team.github.workflowRuns().length;
    team.github.oldDispatch(true);
    team.github.nextRun(AT_ONCE);
    const path = watchPath(team);
    expect(stateOf(await team.chat.command('/diagnose'))).toBe('ok');
    expect(path.requests().filter((request) => request === DISPATCH)).toHaveLength(2);
    expect(team.github.workflowRuns()).toHaveLength(before + 1);
  });

  it('on such a server, without webhooks: the run is found by the correlation id in its title', async () => {
    const { chat, github, wait } = await openTeam();
    github.oldDispatch(true);
    github.loseAllWebhooks(true);
    github.nextRun(AT_ONCE);
    await chat.command('/diagnose');
    await wait(60_000);
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('by two people at the same time: each follows a run of their own', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(AT_ONCE);
    const first = await chat.send('/diagnose', 'ada');
    await settle();
    github.nextRun({ ...AT_ONCE, failingChecks: ['oidc'] });
    const second = await chat.send('/diagnose', 'ben');
    await settle();
    expect([first, second].map((id) => stateOf(chat.answerTo(id)))).toEqual(['ok', 'bad']);
  });
});
