import { describe, expect, it } from 'vitest';
import { testLocalSystem } from '../system/test-local-system.ts';
import { completeAction } from './complete-action.ts';

describe('Tab after an action', () => {
  it.each([
    ['!re', ['!reopen ', '!ready ', '!review ', '!redeliver '], '!re'],
    ['!github ', ['down', 'up'], ''],
    ['!close 1', ['1', '10', '11', '12', '13', '14'], '1'],
    ['!close 8 not', ['not_planned'], 'not'],
    ['!unlabel 8 P', ['P0'], 'P'],
    ['!as m', ['mara'], 'm'],
    ['!as ada ', ['operator', 'guest'], ''],
    ['!next-run failure step:"S3', ['step:"S3 sync"'], 'step:"S3'],
    ['!next-run check:o', ['check:oidc'], 'check:o'],
    ['!site ho', [], 'ho'],
    ['!site hang he', ['health', 'hello'], 'he'],
    ['!webhooks o', ['off', 'on'], 'o'],
    ['!block 8 1', ['1', '10', '11', '12', '13', '14'], '1'],
    ['!say 8 ', ['/valine'], ''],
    ['!say 8 /valine st', ['status', 'start'], 'st'],
    ['!archive ', ['on', 'off'], ''],
    ['!review ', ['9', '12'], ''],
    ['!review 9 a', ['approve'], 'a'],
    ['!checks 9 fail ', ['"unit tests"'], ''],
    ['!merge 9 ', ['squash', 'merge', 'rebase'], ''],
    ['!protect approvals:1 up', ['up-to-date'], 'up'],
    ['!protect check:', ['check:"unit tests"'], 'check:'],
    ['!nope x', [], 'x'],
    ['!help ', [], ''],
  ])('%j', async (line, words, replaced) => {
    const [offered, end] = completeAction(await testLocalSystem(), line);
    expect([offered.slice(0, 6), end]).toEqual([words, replaced]);
  });

  it('offers what is there to choose, and not twice', async () => {
    const { chat, discord, github } = await testLocalSystem();
    const options = ['5', '8', '12'].map((value) => ({ value, label: value }));
    const components = [{ type: 1, components: [{ type: 3, custom_id: 's', max_values: 3, options }] }];
    await chat.call('POST', `/channels/${discord.channelId}/messages`, { content: 'x', components });
    expect(completeAction({ discord, github }, '!choose 8 ')).toEqual([['5', '12'], '']);
  });

  it('offers the buttons that can be pressed, blanks and all', async () => {
    const { chat, discord, github } = await testLocalSystem();
    const button = (label: string, disabled = false) => ({ type: 2, style: 1, label, custom_id: label, disabled });
    const components = [{ type: 1, components: [button('Ship anyway'), button('Ship', true)] }];
    await chat.call('POST', `/channels/${discord.channelId}/messages`, { content: 'x', components });
    expect(completeAction({ discord, github }, '!press ship a')).toEqual([['Ship anyway'], 'ship a']);
  });
});
