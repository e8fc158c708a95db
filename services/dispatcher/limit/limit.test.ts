/** How often one person may give the same command, or press, whichever instance of the door lets it through. */

import type { ButtonPressed, Person } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { ada, ben, shown, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';

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

const PRESSED_TOO_OFTEN = 'reason_code: too_many_presses';

/** A press that the door has seen to be one of many. */
function fastPress({ pressed }: TestDispatcher, person: Person = ada, button = 'details'): ButtonPressed {
  return pressed(button, 'deploy-1', person, { isFast: true });
}

async function answerTo({ take, queues }: TestDispatcher, press: ButtonPressed): Promise<string> {
  await take(press);
  return shown(queues.sent, `reply:${press.id}`);
}

describe('presses that come too often', () => {
  it('are refused to that person, whatever is pressed, for a minute', async () => {
    const dispatcher = testDispatcher({ pressesPerMinute: 2 });
    const answer = (...given: [Person?, string?]) => answerTo(dispatcher, fastPress(dispatcher, ...given));
    expect(await answer(ada, 'details')).not.toContain(PRESSED_TOO_OFTEN);
    expect(await answer(ada, 'cancel-workflow')).not.toContain(PRESSED_TOO_OFTEN);
    expect(await answer(ada, 'details')).toContain(PRESSED_TOO_OFTEN);
    expect(await answer(ben)).not.toContain(PRESSED_TOO_OFTEN);
    expect(await dispatcher.command('status')).not.toContain('too_many');
    dispatcher.clock.advance(60_000);
    expect(await answer(ada, 'details')).not.toContain(PRESSED_TOO_OFTEN);
  });

  it('are one press, however often it is delivered', async () => {
    const dispatcher = testDispatcher({ pressesPerMinute: 2 });
    const press = fastPress(dispatcher);
    for (let time = 0; time < 3; time += 1) await dispatcher.take(press);
    expect(await answerTo(dispatcher, fastPress(dispatcher))).not.toContain(PRESSED_TOO_OFTEN);
  });

  it('stand in the audit as refused', async () => {
    const dispatcher = testDispatcher({ pressesPerMinute: 1 });
    for (let time = 0; time < 2; time += 1) await dispatcher.take(fastPress(dispatcher));
    expect(await dispatcher.store.find('audit', '2')).toMatchObject({
      facts: { what: 'details', outcome: 'refused', reasonCode: 'too_many_presses' },
    });
  });

  it('cost nothing where the door has not seen many', async () => {
    const dispatcher = testDispatcher({ pressesPerMinute: 1 });
    await dispatcher.press('details', 'deploy-1');
    const writes = dispatcher.store.writes;
    expect(await dispatcher.press('details', 'deploy-1')).not.toContain(PRESSED_TOO_OFTEN);
    const free = dispatcher.store.writes - writes;
    await dispatcher.take(fastPress(dispatcher));
    expect(dispatcher.store.writes - writes - free).toBe(free + 1);
  });
});
