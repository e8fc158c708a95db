/** What a deploy is of, and what changed since the last good one, in its message. */
import type { Changes, RunHead } from '@valine/contracts';
import { buildStage, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../test-dispatcher.ts';
import { buildCheck, buildReport, runEnded, runSeen } from '../tracking/test-trackings.ts';
import { trackingMessage } from './messages.ts';

const SHA = '4f2a9c1d0e3b5a6978877665544332211000ffee';
const SINCE = '1288b167c3203f8ef537c76b189da9dcb5a334d6';
const HEAD = { branch: 'main', sha: SHA, title: 'Fix the cart (#12)', author: 'Ada' };

const CHECK = buildCheck('GET /', { status: 200, ms: 40 });

function ended(state: 'succeeded' | 'failed', head: RunHead | undefined, changes?: Omit<Changes, 'since'>): string {
  const verdict = state === 'succeeded' ? 'ok' : 'bad';
  const conclusion = state === 'succeeded' ? 'success' : 'failure';
  const told = changes && { changes: { since: SINCE, ...changes } };
  const report = buildReport({
    verdict,
    conclusion,
    checks: [CHECK],
    steps: [{ name: 'Build', seconds: 45 }],
    ...told,
  });
  const stage = buildStage({ kind: 'deploy', run: runEnded(conclusion, head && { head }), report });
  return textOf(trackingMessage(buildTracking({ id: 'deploy-1', state, stages: [stage] })));
}

describe('a deploy that went well', () => {
  it('says so in one line, with its commit and what changed', () => {
    const url = 'https://github.com/acme/web/compare/1288b16...4f2a9c1';
    expect(ended('succeeded', HEAD, { status: 'ahead', ahead: 3, behind: 0, url })).toMatchInlineSnapshot(`
      "✅ Client Deploy verified • \`main\` @ [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee) Fix the cart (#12) by Ada • 25s • [3 commits](https://github.com/acme/web/compare/1288b16...4f2a9c1) since the last good one • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-1\` • requested by Ada
      [ Details ]"
    `);
  });

  it('is as short where it is not known what it is of', () => {
    expect(ended('succeeded', undefined)).toMatchInlineSnapshot(`
      "✅ Client Deploy verified • 25s • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-1\` • requested by Ada
      [ Details ]"
    `);
    expect(ended('succeeded', { sha: SHA })).toMatchInlineSnapshot(`
      "✅ Client Deploy verified • [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee) • 25s • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-1\` • requested by Ada
      [ Details ]"
    `);
  });
});

it('a deploy that failed says it among its details', () => {
  expect(ended('failed', HEAD, { status: 'ahead', ahead: 1 })).toMatchInlineSnapshot(`
    "🔴 Client Deploy failed
    [run](https://github.com/acme/web/actions/runs/7001)
    \`main\` @ [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee) Fix the cart (#12) by Ada • [1 commit](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) since the last good one
    Status: failure | Build: 45s
    -# \`deploy-1\` • requested by Ada
    1 check: 1 ok
    🟢 \`GET /\` • 200 • 40 ms
    [ Re-run failed jobs ] [ Diagnose ]"
  `);
});

it('a deploy that goes on says what it is of', () => {
  const stage = buildStage({ kind: 'deploy', run: runSeen({ job: 'deploy', head: HEAD }) });
  expect(trackingMessage(buildTracking({ state: 'running', stages: [stage] })).content).toMatchInlineSnapshot(`
    "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
    \`main\` @ [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee) Fix the cart (#12) by Ada
    \`deploy\`
    -# \`verify-0000000000\` • requested by Ada"
  `);
});

it('a deploy that was given up says what it was of', () => {
  const stage = buildStage({
    kind: 'deploy',
    run: runSeen({ head: { branch: 'main', sha: SHA } }),
    problem: 'timed_out',
  });
  const { content } = trackingMessage(buildTracking({ state: 'abandoned', stages: [stage] }));
  expect(content).toMatchInlineSnapshot(`
    "🔴 GitHub did not tell within 60 minutes that the [run](https://github.com/acme/web/actions/runs/7001) has ended, so it is no longer followed. Open it, and cancel it there if it is stuck. \`/verify-run run_id:7001\` verifies it once it has ended.
    -# reason_code: timed_out
    \`main\` @ [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee)
    -# \`verify-0000000000\` • requested by Ada"
  `);
});

it('what changed is told as GitHub tells it', () => {
  const said = (changes: Omit<Changes, 'since'>) => ended('succeeded', HEAD, changes).split(' • ').at(3);
  expect([
    said({ status: 'identical' }),
    said({ status: 'ahead', ahead: 1 }),
    said({ status: 'behind', behind: 2 }),
    said({ status: 'diverged', ahead: 3, behind: 2 }),
    said({ status: 'diverged' }),
    said({ status: 'not_found' }),
    said({ status: 'unknown' }),
    said({ status: 'unknown', ahead: 4, url: 'javascript:alert(1)' }),
  ]).toMatchInlineSnapshot(`
    [
      "the same commit as the last good one",
      "[1 commit](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) since the last good one",
      "[2 commits](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) back from the last good one",
      "[3 commits](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) that the last good one had not, and without 2 of its own (another branch, or a force-push)",
      "[changes](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) that the last good one had not, and without some of its own (another branch, or a force-push)",
      "GitHub finds no way from the last good one, \`1288b16\`, to it (a force-push may have removed that)",
      "[changes](https://github.com/acme/web/compare/1288b167c3203f8ef537c76b189da9dcb5a334d6...4f2a9c1d0e3b5a6978877665544332211000ffee) since the last good one",
      "4 commits since the last good one",
    ]
  `);
});

describe('what others gave', () => {
  const EVIL = '[free](https://evil.example) @everyone `x` **b**';

  it('becomes no link, no mention and no markup', () => {
    const head = { branch: EVIL, sha: SHA, title: EVIL, author: EVIL };
    expect(ended('succeeded', head).split('\n')[0]).toMatchInlineSnapshot(
      `"✅ Client Deploy verified • \`[free](https://evil.example) @everyone 'x' **b**\` @ [\`4f2a9c1\`](https://github.com/acme/web/commit/4f2a9c1d0e3b5a6978877665544332211000ffee) \\[free\\](https:\\//evil.example) @​everyone \\\`x\\\` \\*\\*b\\*\\* by \\[free\\](https:\\//evil.example) @​everyone… • 25s • [run](https://github.com/acme/web/actions/runs/7001)"`,
    );
  });

  it('cannot fill the line', () => {
    const long = 'x'.repeat(300);
    expect(
      ended('succeeded', { branch: long, sha: SHA, title: long, author: long }).split('\n')[0]?.length,
    ).toBeLessThan(400);
  });
});
