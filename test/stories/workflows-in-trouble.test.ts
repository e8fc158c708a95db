import { factsOf, stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { AT_ONCE, HELD, newestRun } from './support/work-on-github.ts';

const MINUTE = 60_000;
const FAILING = { ...AT_ONCE, outcome: 'failure' } as const;

describe('GitHub is away', () => {
  it('when a diagnose is asked for: it is started when GitHub is back, once', async () => {
    const { chat, github, settle, wait } = await openTeam();
    const before = github.workflowRuns().length;
    github.down();
    const id = await chat.send('/diagnose');
    await settle();
    expect(legible(chat.answerTo(id))).toMatchInlineSnapshot(`
      "🟡 Starting Diagnose…
      -# \`diagnose-<id>\` • correlation id \`<id>\` • requested by ada"
    `);
    await wait(MINUTE);
    github.nextRun(AT_ONCE);
    github.up();
    await wait(5 * MINUTE);
    expect(stateOf(chat.answerTo(id))).toBe('ok');
    expect(github.workflowRuns()).toHaveLength(before + 1);
  });

  it('when a run has ended, for a moment: it is looked into when GitHub is back', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/diagnose');
    github.down();
    await github.finishRun(newestRun(github));
    await settle();
    expect(chat.answer()).toContain('Running');
    github.up();
    await wait(MINUTE);
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('when a run has ended, for longer: how is not known until it is back, and then told within a minute', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    github.down();
    await github.finishRun(newestRun(github));
    await settle();
    await wait(MINUTE);
    expect(stateOf(chat.answer())).toBe('running');
    github.up();
    await wait(MINUTE);
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('when a deploy is to be verified: the person is told to wait, and gets it', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.down();
    const id = await chat.send('/verify-latest');
    await settle();
    expect(legible(chat.answerTo(id))).toMatchInlineSnapshot(`
      "🟡 Verifying the latest Client Deploy…
      -# \`verify-<id>\` • requested by ada"
    `);
    github.up();
    await wait(MINUTE);
    expect(chat.answerTo(id)).toContain('✅ Latest Client Deploy verified');
  });
});

describe('the storage behind GitHub', () => {
  it('refuses the log of a deploy that failed: job and step are told within a minute', async () => {
    const { chat, github, wait } = await openTeam();
    github.breakStorage(403);
    github.nextRun({ ...FAILING, step: 'CloudFront invalidation', annotations: 'none' });
    await chat.command('/deploy-client wait:true');
    await wait(MINUTE);
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "🔴 Client Deploy failed
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • the same commit as the last good one
      Status: failure | Build: 0s | S3 sync: 0s | CF invalidation: 0s
      -# \`deploy-<id>\` • requested by ada
      What failed • 5 checks: 5 ok
      Failed at \`Deploy\` › \`CloudFront invalidation\` • [job](https://github.example/acme/web/actions/runs/<run>/job/<run>)
      ⚠️ The log could not be read: GitHub, or the storage it keeps logs in, did not give it. Open the job to read it there.
      🟢 \`GET /\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`GET /index.html\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`Hashed asset\` • 200 • <n> ms • index-Zw3K9xcy.js, Cache-Control: public, max-age=31536000, immutable
      🟢 \`API /health\` • 200 • <n> ms • application/json
      🟢 \`API /hello\` • 200 • <n> ms • application/json
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
  });

  it('refuses the artifact of a diagnose that went well: its end is told within a minute', async () => {
    const { chat, github, wait } = await openTeam();
    github.breakStorage(500);
    github.nextRun(AT_ONCE);
    await chat.command('/diagnose');
    await wait(MINUTE);
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "🟠 Unknown: not everything could be checked
      [run](https://github.example/acme/web/actions/runs/<run>) • 0s
      ⚠️ The artifact \`diagnose-summary\` could not be read: GitHub, or the storage it keeps artifacts in, did not give it. Open the run to see the summary, or run /diagnose again.
      -# \`diagnose-<id>\` • requested by ada
      [ Diagnose ]"
    `);
  });
});

describe('GitHub says no', () => {
  it('to a dispatch: there is no such branch', async () => {
    const { chat } = await openTeam({ settings: { workflowRef: 'no-such-branch' } });
    expect(legible(await chat.command('/diagnose')).replace(/resolve \w+/, 'resolve <effect>')).toMatchInlineSnapshot(`
      "🔴 Diagnose on Demand was not started. GitHub did not dispatch diagnose-dispatch.yml (invalid, status 422: No ref found for: no-such-branch). GitHub will refuse the same request again; it has to be changed. It takes the file \`diagnose-dispatch.yml\` on \`no-such-branch\` with \`on: workflow_dispatch\` and the inputs \`correlation_id\` and \`requester\`, and a token or App that may write Actions.
      -# reason_code: dispatch_refused
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve <effect> --retry\` in a terminal
      -# \`diagnose-<id>\` • requested by ada"
    `);
  });

  it('to a dispatch: there is no such workflow', async () => {
    const { chat } = await openTeam({ settings: { diagnoseWorkflow: 'nowhere.yml' } });
    expect(legible(await chat.command('/diagnose')).replace(/resolve \w+/, 'resolve <effect>')).toMatchInlineSnapshot(`
      "🔴 Diagnose on Demand was not started. GitHub did not dispatch nowhere.yml (not\\_found, status 404: Not Found). Check that what is named is there, GITHUB\\_REPOSITORY, and that the token or the App may see it. It takes the file \`nowhere.yml\` on \`main\` with \`on: workflow_dispatch\` and the inputs \`correlation_id\` and \`requester\`, and a token or App that may write Actions.
      -# reason_code: dispatch_refused
      -# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve <effect> --retry\` in a terminal
      -# \`diagnose-<id>\` • requested by ada"
    `);
  });

  it('to looking: the token may not read Actions', async () => {
    const { chat, github } = await openTeam();
    github.forbidPolling();
    expect(legible(await chat.command('/verify-latest'))).toMatchInlineSnapshot(`
      "🔴 GitHub does not let us read runs of \`client-deploy.yml\`. Whoever runs this installation should check that the token or App may read Actions of the repository.
      -# reason_code: github_refused
      -# \`verify-<id>\` • requested by ada"
    `);
  });
});

describe('a run that waits', () => {
  it('for a person says so at once, and since when after three minutes, and goes on when it is approved', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.nextRun({ ...AT_ONCE, approval: true });
    await chat.command('/deploy-client wait:true');
    expect(legible(chat.answer()).split('\n').slice(0, 4).join('\n')).toMatchInlineSnapshot(`
      "🟡 Waiting for approval • [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k
      \`Deploy\`
      Somebody has to approve it on GitHub: open the [run](https://github.example/acme/web/actions/runs/<run>) and choose _Review deployments_."
    `);
    await wait(4 * MINUTE);
    expect(legible(chat.answer())).toContain('It began to wait <ago>.');
    github.approveRun(newestRun(github));
    await settle();
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('for another run names it, and goes on when that has ended', async () => {
    const { chat, github, settle, wait } = await openTeam();
    github.nextRun(HELD);
    const first = github.startWorkflow('client-deploy.yml');
    await settle();
    github.nextRun(AT_ONCE);
    await chat.command('/deploy-client wait:true');
    await wait(MINUTE);
    expect(legible(chat.answer()).split('\n').slice(0, 3).join('\n')).toMatchInlineSnapshot(`
      "🟡 Waiting for another run • [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k
      [run <run>](https://github.example/acme/web/actions/runs/<run>) holds its concurrency group and has to end first."
    `);
    await github.finishRun(first);
    await settle();
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('is pushed out by a newer one where only one may wait, and says so', async () => {
    const { chat, github, settle } = await openTeam();
    github.letOneWait();
    github.nextRun(HELD);
    github.startWorkflow('client-deploy.yml');
    await settle();
    await chat.command('/deploy-client wait:true');
    github.startWorkflow('client-deploy.yml');
    await settle();
    expect(legible(chat.answer()).split('\n').slice(0, 5).join('\n')).toMatchInlineSnapshot(`
      "⚫ Client Deploy was cancelled
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • the same commit as the last good one
      Status: cancelled | Build: n/a | S3 sync: n/a | CF invalidation: n/a
      A newer run pushed it out before it began: of the concurrency group \`client-deploy\` only one may wait. See whether that one did it, else run the command again."
    `);
  });
});

describe('people at the same run', () => {
  it('two cancel: the second is told that it is on its way, or over', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    const answers = await chat.pressTogether('Cancel', ['ada', 'ben']);
    expect(answers.filter((answer) => answer.startsWith('🛑'))).toHaveLength(1);
    expect(answers.filter((answer) => /reason_code: (already_cancelling|follow_ended)/.test(answer))).toHaveLength(1);
    expect(github.requests().filter((request) => request.endsWith('/cancel'))).toHaveLength(1);
    expect(chat.answer()).toContain('⚫');
  });

  it('two have its failed jobs run again: once', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client wait:true');
    github.nextRun(AT_ONCE);
    const answers = await chat.pressTogether('Re-run failed jobs', ['ada', 'ben']);
    expect(answers.filter((answer) => answer.startsWith('🔁'))).toHaveLength(1);
    expect(github.workflowRuns().at(-1)?.attempts).toHaveLength(2);
    expect(chat.answer()).toContain('✅ Client Deploy verified');
  });

  it('has it run again, and the end of the first attempt is told once more: only the second counts', async () => {
    const { chat, github, settle, replayWebhook } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client wait:true');
    github.pauseWebhooks();
    github.nextRun(HELD);
    await chat.press('Re-run failed jobs');
    await replayWebhook();
    await settle();
    expect(stateOf(chat.answer())).toBe('waiting');
    github.resumeWebhooks();
    await github.finishRun(newestRun(github));
    await settle();
    expect(stateOf(chat.answer())).toBe('ok');
  });

  it('somebody cancels it on GitHub', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/diagnose');
    github.cancelRun(newestRun(github));
    await settle();
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "⚫ Cancelled
      [run](https://github.example/acme/web/actions/runs/<run>) • 0s
      mara-k has cancelled it on GitHub.
      -# \`diagnose-<id>\` • requested by ada"
    `);
  });

  it('somebody runs it again on GitHub while its failure is being told: the message stays what it was', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client wait:true');
    const told = chat.answer();
    github.nextRun(AT_ONCE);
    github.rerun(newestRun(github));
    await settle();
    expect(chat.answer()).toBe(told);
  });

  it('a member who is no operator may look, and not touch', async () => {
    const { chat, discord, github } = await openTeam({ operatorRoles: true });
    discord.setOperator('ben', false);
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    expect(await chat.press('Cancel', 'ben')).toContain('reason_code: not_operator');
    for (const command of ['/diagnose', '/deploy-client', '/verify-latest diagnose:true'])
      expect(await chat.command(command, 'ben')).toContain('reason_code: not_operator');
    expect(await chat.command('/verify-latest', 'ben')).toContain('It is still going');
    expect(chat.channel()).toHaveLength(2);
  });
});

it('a deploy that failed is diagnosed all the same, where that was asked for', async () => {
  const { chat, github, settle } = await openTeam();
  github.nextRun(FAILING);
  github.startWorkflow('client-deploy.yml');
  await settle();
  github.nextRun(AT_ONCE);
  const said = await chat.command('/verify-latest diagnose:true');
  expect(said).toContain('🔴 Latest Client Deploy failed');
  expect(factsOf(said).split('\n')).toContain('ok');
});

it.each(['/diagnose frontend_url:https://inside.example', '/deploy-client api_base:https://inside.example/v1'])(
  '%s is refused, for one of its addresses is private, and nothing is started',
  async (command) => {
    const { chat, github } = await openTeam();
    const before = github.workflowRuns().length;
    expect(await chat.command(command)).toMatch(/ Nothing was started\.\n-# reason_code: url_resolves_to_not_public$/);
    expect(github.workflowRuns()).toHaveLength(before);
  },
);
