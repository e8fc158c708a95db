import { stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { AT_ONCE, HELD, newestRun, QUEUED } from './support/work-on-github.ts';

const MINUTE = 60_000;

describe('news of a run', () => {
  it('comes by polling alone, when every webhook is lost', async () => {
    const { chat, github, wait } = await openTeam();
    github.loseAllWebhooks(true);
    github.nextRun(HELD);
    await chat.command('/diagnose');
    await wait(MINUTE);
    await github.finishRun(newestRun(github));
    await wait(MINUTE);
    expect(chat.history().map(stateOf)).toEqual(['waiting', 'running', 'ok']);
    expect(chat.channel()).toHaveLength(1);
  });

  it('comes by webhooks alone, when GitHub lets nobody poll', async () => {
    const { chat, github, wait } = await openTeam();
    github.forbidPolling();
    github.nextRun(HELD);
    await chat.command('/diagnose');
    await wait(5 * MINUTE);
    await github.finishRun(newestRun(github));
    await wait(1000);
    expect(chat.history().map(stateOf)).toEqual(['waiting', 'running', 'ok']);
  });

  it('comes reversed and twice, and is told as if it came in order', async () => {
    const { chat, github, settle, replayWebhook } = await openTeam();
    github.duplicateWebhooks(4);
    github.nextRun(HELD);
    await chat.command('/diagnose');
    github.reverseWebhooks(3);
    await github.finishRun(newestRun(github));
    await settle();
    await replayWebhook();
    await settle();
    expect(chat.history().map(stateOf)).toEqual(['waiting', 'running', 'ok']);
  });

  it('that is old does not take back what is known', async () => {
    const { chat, github, settle } = await openTeam();
    github.pauseWebhooks();
    github.reverseWebhooks(7);
    github.nextRun(AT_ONCE);
    await chat.command('/diagnose');
    github.resumeWebhooks();
    await settle();
    expect(chat.history().map(stateOf).at(-1)).toBe('ok');
  });

  it('is waited for beyond the life of the interaction token, in the same message', async () => {
    const { chat, github, wait, settle } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    await wait(16 * MINUTE);
    await github.finishRun(newestRun(github));
    await settle();
    expect(stateOf(chat.answer())).toBe('ok');
    expect(chat.channel()).toHaveLength(2);
    expect(chat.pings()).toEqual([['ada', expect.stringContaining('✅')]]);
  });

  it('that does not come for three minutes is missed aloud', async () => {
    const { chat, github, wait } = await openTeam();
    github.nextRun(QUEUED);
    await chat.command('/diagnose');
    await wait(4 * MINUTE);
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.example/acme/web/actions/runs/<run>)
      No runner has taken it. It began to wait <ago>. See on GitHub whether one is free. This message changes when it begins.
      -# \`diagnose-<id>\` • correlation id \`<id>\` • requested by ada
      [ Cancel ]"
    `);
  });

  it('is given up after an hour', async () => {
    const { chat, github, wait } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/diagnose');
    await wait(62 * MINUTE);
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "🔴 GitHub did not tell within 60 minutes that the [run](https://github.example/acme/web/actions/runs/<run>) has ended, so it is no longer followed. Open it, and cancel it there if it is stuck.
      -# reason_code: timed_out
      -# \`diagnose-<id>\` • requested by ada"
    `);
  });
});

describe('the answer to a dispatch is lost', () => {
  it.each(['workflow_dispatch', 'repository_dispatch'] as const)(
    'of %s: the run is found, and there is one',
    async (diagnoseTrigger) => {
      const { chat, github, wait } = await openTeam({ settings: { diagnoseTrigger } });
      const before = github.workflowRuns().length;
      github.loseAllWebhooks(true);
      github.loseNextDispatch();
      github.nextRun(AT_ONCE);
      await chat.command('/diagnose');
      await wait(MINUTE);
      expect(chat.history().map(stateOf)).toEqual(['waiting', 'ok']);
      await wait(5 * MINUTE);
      expect(github.workflowRuns()).toHaveLength(before + 1);
    },
  );

  it('and a webhook tells of the run before we look', async () => {
    const { chat, github, wait } = await openTeam();
    const before = github.workflowRuns().length;
    github.loseNextDispatch();
    github.nextRun(AT_ONCE);
    expect(stateOf(await chat.command('/diagnose'))).toBe('ok');
    await wait(5 * MINUTE);
    expect(stateOf(chat.answer())).toBe('ok');
    expect(github.workflowRuns()).toHaveLength(before + 1);
  });
});
