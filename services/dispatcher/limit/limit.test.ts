/** How often one person may give the same command, whichever instance of the door lets it through. */
import { describe, expect, it } from 'vitest';
import { ben, testDispatcher } from '../test-dispatcher.ts';

const TOO_MANY = 'reason_code: too_many_commands';

describe('a command that comes too often', () => {
  it('is refused to that person, for that command, for a minute', async () => {
    const dispatcher = testDispatcher({ commandsPerMinute: 2 });
    for (let time = 0; time < 2; time += 1) expect(await dispatcher.command('status')).not.toContain(TOO_MANY);
    expect(await dispatcher.command('status')).toContain(TOO_MANY);
    expect(await dispatcher.command('help')).not.toContain(TOO_MANY);
    expect(await dispatcher.command('status', {}, ben)).not.toContain(TOO_MANY);
    dispatcher.clock.advance(60_000);
    expect(await dispatcher.command('status')).not.toContain(TOO_MANY);
  });

  it('begins nothing', async () => {
    const dispatcher = testDispatcher({ commandsPerMinute: 1 });
    await dispatcher.command('diagnose');
    await dispatcher.command('diagnose');
    expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow']);
  });

  it('is one command, however often it is delivered', async () => {
    const dispatcher = testDispatcher({ commandsPerMinute: 2 });
    const request = dispatcher.requested('status');
    for (let time = 0; time < 3; time += 1) await dispatcher.take(request);
    expect(await dispatcher.command('status')).not.toContain(TOO_MANY);
  });
});
