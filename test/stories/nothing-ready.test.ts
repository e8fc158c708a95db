import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';

describe('when no issue is ready', () => {
  it('says so, and keeps nothing', async () => {
    const { chat, store } = await openTeam();
    expect(await chat.command('/plan label:nobody-uses-this')).toContain('so there is nothing to plan');
    expect(await store.listPlans('open', 10)).toEqual([]);
    expect(await chat.command('/status')).not.toContain('plan-');
  });
});
