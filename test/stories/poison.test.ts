import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';

const HOUR = 3_600_000;

describe('a poison message', () => {
  it('ends among the dead letters, harms no neighbour, and a redrive of it changes nothing', async () => {
    const { chat, queues, settle, wait } = await openTeam();
    await queues.send('dispatch', [{ body: { type: 'no such thing' } }]);
    const id = await chat.send('/plan');
    await settle();
    expect(chat.answerTo(id)).toContain('[ Approve ]');
    await wait(HOUR);
    expect(queues.deadLetters('dispatch')).toEqual([{ type: 'no such thing' }]);
    await queues.redrive('dispatch');
    await wait(HOUR);
    expect(queues.deadLetters('dispatch')).toHaveLength(1);
    expect(chat.channel()).toHaveLength(1);
  });

  it('a command that ended there for a fault of ours is done by a redrive, and once only', async () => {
    const { chat, queues, settle, wait } = await openTeam();
    await chat.send('/plan');
    queues.failNext(8);
    await wait(HOUR);
    expect(queues.deadLetters('dispatch')).toMatchObject([{ type: 'command.requested', command: 'plan' }]);
    await queues.redrive('dispatch');
    await settle();
    await queues.redrive('dispatch');
    await settle();
    expect(queues.deadLetters('dispatch')).toEqual([]);
    expect(chat.channel().filter((message) => message.includes('[ Approve ]'))).toHaveLength(1);
  });
});
