import { factsOf, stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { AT_ONCE, HELD, newestRun } from './support/work-on-github.ts';

const FAILING = { ...AT_ONCE, outcome: 'failure', step: 'S3 sync' } as const;

describe('/deploy-client wait:true', () => {
  it('is followed to its end, and verified', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    await github.finishRun(newestRun(github));
    await settle();
    expect(chat.history().map(stateOf)).toEqual(['waiting', 'running', 'ok']);
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "✅ Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • 0s • the same commit as the last good one • [run](https://github.example/acme/web/actions/runs/<run>)
      -# \`deploy-<id>\` • requested by ada
      [ Details ]"
    `);
  });

  it('tells where it failed, whether the site is still up, and offers what to do', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(FAILING);
    expect(legible(await chat.command('/deploy-client wait:true'))).toMatchInlineSnapshot(`
      "🔴 Client Deploy failed
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • the same commit as the last good one
      Status: failure | Build: 0s | S3 sync: 0s | CF invalidation: n/a
      -# \`deploy-<id>\` • requested by ada
      What failed • 5 checks: 5 ok
      Failed at \`Deploy\` › \`S3 sync\` • [job](https://github.example/acme/web/actions/runs/<run>/job/<run>)
      • \`.github/workflows/client-deploy.yml:78: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied\`
      🟢 \`GET /\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`GET /index.html\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`Hashed asset\` • 200 • <n> ms • index-Zw3K9xcy.js, Cache-Control: public, max-age=31536000, immutable
      🟢 \`API /health\` • 200 • <n> ms • application/json
      🟢 \`API /hello\` • 200 • <n> ms • application/json
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
  });

  it('is cancelled by its button', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(HELD);
    await chat.command('/deploy-client wait:true');
    expect(await chat.press('Cancel', 'ben')).toMatchInlineSnapshot(
      `"🛑 GitHub is asked to cancel the run. The message changes when it has ended."`,
    );
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "⚫ Client Deploy was cancelled
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • the same commit as the last good one
      Status: cancelled | Build: n/a | S3 sync: n/a | CF invalidation: n/a
      Cancelled by ben.
      -# \`deploy-<id>\` • requested by ada
      5 checks: 5 ok
      🟢 \`GET /\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`GET /index.html\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`Hashed asset\` • 200 • <n> ms • index-Zw3K9xcy.js, Cache-Control: public, max-age=31536000, immutable
      🟢 \`API /health\` • 200 • <n> ms • application/json
      🟢 \`API /hello\` • 200 • <n> ms • application/json"
    `);
  });

  it('runs its failed jobs again, and follows them to success in the same message', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client wait:true');
    github.nextRun(HELD);
    expect(await chat.press('Re-run failed jobs', 'ben')).toMatchInlineSnapshot(
      `"🔁 GitHub is asked to run the failed jobs again. The message follows them."`,
    );
    expect(legible(chat.answer())).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>) • attempt 2
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k
      \`Deploy\` › \`Set up job\`
      🔁 ben has asked GitHub to run its failed jobs again.
      -# \`deploy-<id>\` • correlation id \`<id>\` • requested by ada
      [ Cancel ]"
    `);
    await github.finishRun(newestRun(github));
    await settle();
    expect(chat.answer()).toMatch(/^✅ Client Deploy verified • .*\n-# .* • requested by ada • run again by ben\n/);
    // One message, and one ping: of the failure. The success after it was quick.
    expect(chat.pings()).toEqual([['ada', expect.stringContaining('🔴 Client Deploy failed • [run]')]]);
    expect(chat.channel()).toHaveLength(2);
  });

  it('leads to a diagnose by its button, in a message of its own', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client wait:true');
    github.nextRun(AT_ONCE);
    expect(await chat.press('Diagnose', 'ben')).toMatchInlineSnapshot(
      `"🩺 A diagnose is started: it has a message of its own in this channel."`,
    );
    expect(factsOf(legible(chat.channel().at(-1) ?? ''))).toMatchInlineSnapshot(`
      "ok run→https://github.example/acme/web/actions/runs/<run>
      diagnose-<id>
      [ Details ]"
    `);
  });
});

describe('/deploy-client', () => {
  it('shows how it stands and has ended, and notifies nobody of a success', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(AT_ONCE);
    await chat.command('/deploy-client');
    expect(chat.history().map(legible)).toMatchInlineSnapshot(`
      [
        "🟡 Queued • [run](https://github.example/acme/web/actions/runs/<run>)
      -# \`deploy-<id>\` • correlation id \`<id>\` • requested by ada
      [ Cancel ]",
        "✅ Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • 0s • the same commit as the last good one • [run](https://github.example/acme/web/actions/runs/<run>)
      -# \`deploy-<id>\` • requested by ada
      [ Details ]",
      ]
    `);
    expect(chat.channel()).toHaveLength(1);
  });

  it('names its commit, and what changed since the last good one', async () => {
    const { chat, github } = await openTeam();
    const line = async () => {
      github.nextRun(AT_ONCE);
      return legible(await chat.command('/deploy-client')).split('\n')[0];
    };
    github.pushCommit('Show the tax in the basket (#14)\n\nCo-authored-by: jonas-w');
    github.pushCommit('Round it *as the law has it* (#15)', 'jonas-w');
    expect(await line()).toMatchInlineSnapshot(
      `"✅ Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Round it \\*as the law has it\\* (#15) by jonas-w • 0s • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one • [run](https://github.example/acme/web/actions/runs/<run>)"`,
    );
    github.pushCommit('Round it as shops do', 'lin-t', true);
    expect(await line()).toMatchInlineSnapshot(
      `"✅ Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Round it as shops do by lin-t • 0s • [1 commit](https://github.example/acme/web/compare/<sha>...<sha>) that the last good one had not, and without 1 of its own (another branch, or a force-push) • [run](https://github.example/acme/web/actions/runs/<run>)"`,
    );
  });

  it('tells of a failure', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(FAILING);
    await chat.command('/deploy-client');
    expect(legible(chat.answer())).toContain('🔴 Client Deploy failed\n');
    expect(chat.pings()).toHaveLength(1);
  });

  it('builds for the API that a person gives, and shows it nowhere', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(AT_ONCE);
    await chat.command('/deploy-client api_base:https://api.example/v2');
    expect(github.workflowRuns().at(-1)?.inputs).toMatchObject({ api_base: 'https://api.example/v2' });
    expect(chat.history().join('\n')).not.toContain('api.example');
  });
});
