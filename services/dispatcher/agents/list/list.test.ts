import { type AgentWork, UnreadableRecord } from '@valine/records';
import { buildSpending } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import type { DispatcherSettings } from '../../ports.ts';
import { testDispatcher } from '../../test-dispatcher.ts';

const CODING: DispatcherSettings['codingAgents'] = {
  claude: {
    kind: 'comment',
    mention: '@claude',
    login: 'claude[bot]',
    label: 'Claude',
    on: 'pull_request',
    cost_usd: 1,
  },
  copilot: { kind: 'copilot' },
};

const workSince = (at: number): AgentWork => ({
  kind: 'agent-work',
  id: 'agent-work',
  version: 1,
  slots: [{ id: 'giving-1', planId: 'plan-1', number: 8, agent: 'claude', at }],
  day: Date.UTC(2026, 2, 2),
  givings: [{ id: 'giving-1', costUsd: 1 }, { id: 'giving-0' }],
  outbox: [],
  expiresAt: 4_000_000_000,
});

const SECTIONS: DispatcherSettings['uxSections'] = { header: { file: 'src/Header.jsx', element: 'h1' } };

describe('/agents', () => {
  it('says of each agent what it does, what it is at and what it cost', async () => {
    const dispatcher = testDispatcher({
      uxSections: SECTIONS,
      codingAgents: CODING,
      taskAssignee: 'copilot',
      agentDailyCostUsd: 20,
    });
    const { store, clock } = dispatcher;
    const cost = { nanoUsd: 20_000_000, calls: 4, inputTokens: 9, outputTokens: 9 };
    await store.create(buildSpending('2026-03-01', { ...cost, nanoUsd: 1_400_000_000 }));
    await store.create(buildSpending('2026-03-02', cost, { open: [{ id: 'x', nanoUsd: 5_000_000, at: 1 }] }));
    await store.create(workSince(clock.now()));
    expect(await dispatcher.command('agents')).toMatchInlineSnapshot(`
      "🤖 Agents
      **Claude** works on tasks of plans (asked in a comment) • the button _Give to Claude_, or \`TASK_ASSIGNEE\`
      🟢 on • at work on #8 of \`plan-1\` since <t:1772442000:R>
      **copilot** works on tasks of plans (assigned on GitHub) • the button _Give to copilot_, or \`TASK_ASSIGNEE\`
      🟢 on • at nothing • is given every task
      -# Coding agents were given 2 of 20 tasks today, at most $1.00 of $20.00; at most 3 at a time.

      **Site** proposes a change to a section of the site, and opens a draft pull request once who asked confirms it • \`/ux-update\`
      🟢 on • for \`header\` • costs nothing with \`command:\`

      **Language model** \`a-model\` turns words into such a change • \`/ux-update description:\`
      ⚪ off: \`OPENAI_API_KEY\` is not set.
      -# Today $0.03 of $10.00 (5 calls), this month $1.43 (9 calls).
      Days and months are those of UTC."
    `);
  });

  it('leaves out days that cannot be read, says which, and logs it', async () => {
    const dispatcher = testDispatcher({ uxSections: SECTIONS });
    const { store, logger } = dispatcher;
    const cost = { nanoUsd: 20_000_000, calls: 4, inputTokens: 9, outputTokens: 9 };
    await store.create(buildSpending('2026-03-01', cost));
    const find = store.find.bind(store);
    store.find = async (kind, id) => {
      if (id === 'spending-2026-03-02') throw new UnreadableRecord({ kind, id }, 'open: expected array');
      return find(kind, id);
    };
    const said = (await dispatcher.command('agents')).split('\n');
    expect(said.slice(said.findIndex((line) => line.startsWith('-# Today')))).toMatchInlineSnapshot(`
      [
        "-# Today unknown, this month $0.02 (4 calls).",
        "⚠️ 2026-03-02: its record cannot be read, so what was spent then is missing here. Another version wrote it: deploy that one or a later one.",
        "Days and months are those of UTC.",
      ]
    `);
    expect(logger.lines.map(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({ key: 'spending#spending-2026-03-02' }),
    );
  });

  it.each<[string, Partial<DispatcherSettings>, string[]]>([
    ['nothing of the site may be changed', { uxUpdatesDisabled: true }, ['DISABLE_UX_UPDATES', 'DISABLE_UX_UPDATES']],
    ['no section is named', { uxSections: {} }, ['UX_SECTIONS', 'UX_SECTIONS']],
    ['there is no key', {}, ['OPENAI_API_KEY']],
    [
      'no model is used',
      { languageModel: { isUsed: false, name: 'a-model', maxDailyCostUsd: 10 } },
      ['USE_LLM_PARSING'],
    ],
  ])('says which setting switches an agent off: %s', async (_, settings, expected) => {
    const said = await testDispatcher({ uxSections: SECTIONS, ...settings }).command('agents');
    const off = said.split('\n').filter((line) => line.includes('off:'));
    expect(off.map((line) => /`(\w+)`/.exec(line)?.[1])).toEqual(['CODING_AGENTS', ...expected]);
  });
});
