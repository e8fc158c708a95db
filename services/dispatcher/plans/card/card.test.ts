/** How the card of a plan reads: its title in each state, and the line of a task in each of its own. */
import type { TaskState } from '@valine/records';
import { buildPlan, buildTask } from '@valine/testing';
import { expect, it } from 'vitest';
import { planCardMessage, taskLine } from './messages.ts';

const STATES: readonly TaskState[] = ['pending', 'started', 'ready', 'merged', 'failed', 'skipped'];
const PULL = { number: 101, url: 'https://github.com/acme/web/pull/101' };

it('the line of a task shows its state, its issue, who has it, why it ended, and its pull request', () => {
  const lines = STATES.map((state, index) => taskLine(buildTask(index + 1, { state })));
  const merged = taskLine(
    buildTask(7, {
      ...{ state: 'merged', title: 'Tidy [up]', priority: 1, assignee: 'ada', estimate: '2d', note: 'merged' },
      pullRequest: PULL,
    }),
  );
  const out = taskLine(buildTask(8, { out: { by: 'Ben' } }));
  expect([...lines, merged, out].join('\n')).toMatchInlineSnapshot(`
    "⚪ [#1](https://github.com/acme/web/issues/1) Issue 1 • unassigned
    ⏳ [#2](https://github.com/acme/web/issues/2) Issue 2 • unassigned
    🟢 [#3](https://github.com/acme/web/issues/3) Issue 3 • unassigned
    ✅ [#4](https://github.com/acme/web/issues/4) Issue 4 • unassigned
    🔴 [#5](https://github.com/acme/web/issues/5) Issue 5 • unassigned
    ⏭️ [#6](https://github.com/acme/web/issues/6) Issue 6 • unassigned
    ✅ **P1** [#7](https://github.com/acme/web/issues/7) Tidy \\[up\\] • @ada • 2d • merged • [PR #101](https://github.com/acme/web/pull/101)
    💤 [#8](https://github.com/acme/web/issues/8) Issue 8 • unassigned • not today (Ben)"
  `);
});

it('its title says how the plan stands', () => {
  const states = ['pending', 'in_progress', 'completed', 'failed', 'cancelled'] as const;
  const titles = states.map((state) => planCardMessage(buildPlan({ state })).card?.title);
  expect(titles.join('\n')).toMatchInlineSnapshot(`
    "📋 Plan plan-0000000000 • 2 issues labelled “ready”
    🚧 Plan plan-0000000000 • in progress • 0/2
    ✅ Plan plan-0000000000 • shipped • 0/2
    🔴 Plan plan-0000000000 • failed • 0/2
    🗑️ Plan plan-0000000000 • discarded"
  `);
});
