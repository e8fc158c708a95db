import { factsOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { legible } from './support/legible.ts';
import { openTeam } from './support/open-team.ts';
import { AT_ONCE, HELD, newestRun } from './support/work-on-github.ts';

describe('/verify-latest', () => {
  it('says in a line that the latest deploy is in order; steps, endpoints and trend stand behind its button', async () => {
    const { chat, discord } = await openTeam();
    expect(legible(await chat.command('/verify-latest'))).toMatchInlineSnapshot(`
      "✅ Latest Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • 82s • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one • [run](https://github.example/acme/web/actions/runs/<run>)
      -# \`verify-<id>\` • requested by ada
      [ Details ]"
    `);
    expect(legible(await chat.press('Details', 'ben'))).toMatchInlineSnapshot(`
      "✅ Latest Client Deploy verified
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one
      Status: success | Build: 45s | S3 sync: 12s | CF invalidation: 8s
      -# \`verify-<id>\` • requested by ada
      5 checks: 5 ok
      🟢 \`GET /\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`GET /index.html\` • 200 • <n> ms • Cache-Control: no-cache
      🟢 \`Hashed asset\` • 200 • <n> ms • index-Zw3K9xcy.js, Cache-Control: public, max-age=31536000, immutable
      🟢 \`API /health\` • 200 • <n> ms • application/json
      🟢 \`API /hello\` • 200 • <n> ms • application/json"
    `);
    const [said, details] = discord.messages();
    expect([said?.files, details?.seenBy]).toEqual([[], expect.anything()]);
    expect(details?.files).toMatchObject([{ attachment: { content_type: 'image/png' } }]);
  });

  it('with diagnose:true goes on with a diagnose, in the same message', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(HELD);
    expect(headOf(await chat.command('/verify-latest diagnose:true'))).toMatchInlineSnapshot(`
      "✅ Latest Client Deploy verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • 82s • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one • [run](https://github.example/acme/web/actions/runs/<run>)

      **Diagnose on Demand**
      ⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>)
      \`Diagnose\` › \`Set up job\`"
    `);
    await github.finishRun(newestRun(github));
    await settle();
    expect(factsOf(headOf(chat.answer()))).toMatchInlineSnapshot(`
      "ok main <sha> \`<sha>\`→https://github.example/acme/web/commit/<sha> 2 commits→https://github.example/acme/web/compare/<sha>...<sha> run→https://github.example/acme/web/actions/runs/<run>
      ok run→https://github.example/acme/web/actions/runs/<run>"
    `);
    expect(await chat.press('Details')).toContain('11 checks: 11 ok');
    expect(chat.channel()).toHaveLength(1);
  });

  it('finds what is wrong with a site whose deploy succeeded', async () => {
    const { chat, site } = await openTeam();
    site.fail('frontend', 'cached');
    site.fail('hello', 'down');
    expect(legible(await chat.command('/verify-latest'))).toMatchInlineSnapshot(`
      "🔴 Latest Client Deploy is not in order
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one
      Status: success | Build: 45s | S3 sync: 12s | CF invalidation: 8s
      -# \`verify-<id>\` • requested by ada
      5 checks: 2 ok, 3 bad
      🔴 \`GET /\` • 200 • <n> ms • Cache-Control: public, max-age=3600
      ↳ Upload index.html with \`Cache-Control: no-cache\`: browsers that keep it ask for files that the next deploy has removed.
      🔴 \`GET /index.html\` • 200 • <n> ms • Cache-Control: public, max-age=3600
      ↳ Upload index.html with \`Cache-Control: no-cache\`: browsers that keep it ask for files that the next deploy has removed.
      🟢 \`Hashed asset\` • 200 • <n> ms • index-Zw3K9xcy.js, Cache-Control: public, max-age=31536000, immutable
      🟢 \`API /health\` • 200 • <n> ms • application/json
      🔴 \`API /hello\` • 503 • <n> ms • 200 wanted
      ↳ The API fails: see its function's logs and last deploy, then deploy again or roll back.
      [ Diagnose ]"
    `);
  });
});

describe('what is unknown is never verified:', () => {
  it('a site that is not configured', async () => {
    const { chat } = await openTeam({ site: {} });
    expect(legible(await chat.command('/verify-latest'))).toMatchInlineSnapshot(`
      "🟠 Latest Client Deploy could not be verified
      [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • [2 commits](https://github.example/acme/web/compare/<sha>...<sha>) since the last good one
      Status: success | Build: 45s | S3 sync: 12s | CF invalidation: 8s
      -# \`verify-<id>\` • requested by ada
      5 checks: 5 unknown
      ⚪ \`GET /\` • FRONTEND\\_BASE\\_URL is not set
      ↳ Set FRONTEND\\_BASE\\_URL in the stage's configuration and deploy it; then this is checked too.
      ⚪ \`GET /index.html\` • FRONTEND\\_BASE\\_URL is not set
      ↳ Set FRONTEND\\_BASE\\_URL in the stage's configuration and deploy it; then this is checked too.
      ⚪ \`Hashed asset\` • FRONTEND\\_BASE\\_URL is not set
      ↳ Set FRONTEND\\_BASE\\_URL in the stage's configuration and deploy it; then this is checked too.
      ⚪ \`API /health\` • VITE\\_API\\_BASE is not set
      ↳ Set VITE\\_API\\_BASE in the stage's configuration and deploy it; then this is checked too.
      ⚪ \`API /hello\` • VITE\\_API\\_BASE is not set
      ↳ Set VITE\\_API\\_BASE in the stage's configuration and deploy it; then this is checked too.
      [ Diagnose ]"
    `);
  });
});

describe('/verify-run', () => {
  it('of a run that still goes follows it to its end', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(HELD);
    const run = github.startWorkflow('client-deploy.yml');
    await settle();
    await chat.command(`/verify-run run_id:${run}`);
    await github.finishRun(run);
    await settle();
    expect(chat.history().map(legible)).toMatchInlineSnapshot(`
      [
        "🟡 Verifying Client Deploy run <run>…
      -# \`verify-<id>\` • requested by ada",
        "⏳ Running • [run](https://github.example/acme/web/actions/runs/<run>)
      \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k
      \`Deploy\` › \`Set up job\`
      It is still going: it is verified when it has ended.
      -# \`verify-<id>\` • requested by ada
      [ Cancel ]",
        "✅ Client Deploy run <run> verified • \`main\` @ [\`<sha>\`](https://github.example/acme/web/commit/<sha>) Give the sync the right to write (#12) by mara-k • 2s • the same commit as the last good one • [run](https://github.example/acme/web/actions/runs/<run>)
      -# \`verify-<id>\` • requested by ada
      [ Details ]",
      ]
    `);
  });

  it('of a run that two people ask for is one, and the second is pointed at it', async () => {
    const { chat, github, settle } = await openTeam();
    github.nextRun(HELD);
    const run = github.startWorkflow('client-deploy.yml');
    await settle();
    const asked = [await chat.send(`/verify-run run_id:${run}`), await chat.send(`/verify-run run_id:${run}`, 'ben')];
    await settle();
    await github.finishRun(run);
    await settle();
    const answers = asked.map((id) => chat.answerTo(id));
    expect(answers[0]).toContain(`✅ Client Deploy run ${run} verified`);
    expect(answers[1]).toContain('being verified already');
    expect(chat.channel()).toHaveLength(1);
  });

  it('takes the address of a run', async () => {
    const { chat, github } = await openTeam();
    const [run] = github.workflowRuns();
    const url = `${github.url}/acme/web/actions/runs/${run?.id}`;
    expect(await chat.command(`/verify-run run_id:${url}`)).toContain(`✅ Client Deploy run ${run?.id} verified`);
  });
});

describe('a run of another workflow', () => {
  it('is no deploy to verify', async () => {
    const { chat, github } = await openTeam();
    github.nextRun(AT_ONCE);
    const run = github.startWorkflow('diagnose-dispatch.yml', { correlation_id: 'c', requester: 'mara' });
    expect(await chat.command(`/verify-run run_id:${run}`)).toContain('reason_code: other_workflow');
  });
});

/** What stands above the small print. */
function headOf(text: string): string {
  return legible(text).split('\n-# ')[0] ?? '';
}
