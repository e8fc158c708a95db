import type { StoredMessage } from '@valine/sandboxes';
import { describe, expect, it } from 'vitest';
import { testLocalSystem } from '../system/test-local-system.ts';
import { findMessageToPress } from './find-message-to-press.ts';

const button = (label: string, disabled = false) => ({ type: 2, style: 1, label, custom_id: label, disabled });

/** A channel with one message for each list of buttons. */
async function channel(...buttons: ReturnType<typeof button>[][]): Promise<StoredMessage[]> {
  const { chat, discord } = await testLocalSystem();
  for (const components of buttons) {
    const rows = components.length === 0 ? [] : [{ type: 1, components }];
    await chat.call('POST', `/channels/${discord.channelId}/messages`, { content: 'x', components: rows });
  }
  return discord.messages();
}

describe('the message a button is pressed on', () => {
  it('is the newest on which it can be pressed', async () => {
    const all = await channel([button('Approve')], [button('Approve')], [button('Approve', true)], []);
    expect(findMessageToPress(all, 'approve')).toBe(all[1]?.message.id);
  });

  it('is the one that is named by its number', async () => {
    const all = await channel([button('Approve')], [button('Approve')]);
    expect(findMessageToPress(all, 'Approve', 1)).toBe(all[0]?.message.id);
    expect(() => findMessageToPress(all, 'Approve', 9)).toThrow('There is no message 9. !messages numbers them.');
  });

  it('is asked for with every button there is to choose from', async () => {
    const all = await channel([button('Ship')], [], [button('Approve', true), button('Discard')]);
    expect(() => findMessageToPress(all, 'Nope')).toThrow(
      'There is no button "Nope" to press. Buttons: Approve (disabled), Discard (message 3); Ship (message 1).',
    );
  });
});
