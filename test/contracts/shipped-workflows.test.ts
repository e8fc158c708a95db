/** The workflow that ships, run for real with what the dispatcher gives it, leaves what the verifier reads. */

import { expect, it } from 'vitest';
import { legible } from '../stories/support/legible.ts';
import { openTeam } from '../stories/support/open-team.ts';
import { HELD, newestRun } from '../stories/support/work-on-github.ts';
import { runShipped } from './run-shipped.ts';

async function diagnosed(diagnoseTrigger: 'workflow_dispatch' | 'repository_dispatch', artifact?: 'none') {
  const shipped = runShipped(() => team.site);
  const team = await openTeam({ gitHubFetch: shipped.gitHubFetch, settings: { diagnoseTrigger } });
  team.github.nextRun({ ...HELD, ...(artifact && { artifact }) });
  await team.chat.command('/diagnose');
  const ran = await shipped.ran();
  await team.github.finishRun(newestRun(team.github));
  await team.wait(20_000);
  return { said: team.chat.answer(), title: ran?.title, started: team.github.workflowRuns().at(-1) };
}

it.each(['workflow_dispatch', 'repository_dispatch'] as const)(
  'asked for by %s: its title is the one that is looked for, its artifact is read check by check',
  async (trigger) => {
    const { said, title, started } = await diagnosed(trigger);
    expect(title).toBe(started?.title);
    expect(legible(said)).toMatchInlineSnapshot(`
      "🔴 Failed
      [run](https://github.example/acme/web/actions/runs/<run>) • 0s
      -# \`diagnose-<id>\` • requested by ada
      6 checks: 5 ok, 1 bad
      🟢 \`oidc\` • <n> ms • runs as the role valine-diagnose
      🔴 \`s3_read\` • <n> ms • AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket
      ↳ Give the role \`s3:ListBucket\` on the bucket. See whether its name is right, and whether Client Deploy has put index.html there.
      🟢 \`cloudfront\` • <n> ms • Deployed and enabled
      🟢 \`api_health\` • 200 • <n> ms
      🟢 \`api_hello\` • 200 • <n> ms
      🟢 \`frontend\` • 200 • <n> ms
      [ Diagnose ]"
    `);
  },
);

it('without its artifact, the fenced block in its log says the same', async () => {
  const { said } = await diagnosed('workflow_dispatch', 'none');
  expect(legible(said)).toMatchInlineSnapshot(`
    "🔴 Failed
    [run](https://github.example/acme/web/actions/runs/<run>) • 0s
    ⚠️ The run left no artifact \`diagnose-summary\`. See in its log whether the upload ran, and whether the workflow file is the one that comes with this system. The checks shown are from the log of the run.
    -# \`diagnose-<id>\` • requested by ada
    6 checks: 5 ok, 1 bad
    🟢 \`oidc\` • <n> ms • runs as the role valine-diagnose
    🔴 \`s3_read\` • <n> ms • AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket
    ↳ Give the role \`s3:ListBucket\` on the bucket. See whether its name is right, and whether Client Deploy has put index.html there.
    🟢 \`cloudfront\` • <n> ms • Deployed and enabled
    🟢 \`api_health\` • 200 • <n> ms
    🟢 \`api_hello\` • 200 • <n> ms
    🟢 \`frontend\` • 200 • <n> ms
    [ Diagnose ]"
  `);
});
