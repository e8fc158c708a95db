import { testDiscord } from '@valine/sandboxes/test-support';
import { describe, expect, it } from 'vitest';
import { completeLine } from './complete-line.ts';

describe('Tab', () => {
  it.each([
    ['/', [['/plan ', '/approve '], '/']],
    ['/pl', [['/plan '], '/pl']],
    ['/plan ', [['label:', 'limit:'], '']],
    ['/plan label:x li', [['limit:'], 'li']],
    ['/plan limit:', [[], 'limit:']],
    ['/nope x', [[], '/nope x']],
    ['!re', [['!reopen ', '!redeliver '], '!re']],
  ])('after %j', async (line, completion) => {
    const { discord } = await testDiscord();
    expect(await completeLine(discord, line)).toEqual(completion);
  });

  it('after an option that completes asks the application', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 8, data: { choices: [{ name: 'Ready', value: 'ready' }] } });
    expect(await completeLine(discord, '/plan limit:3 label:re')).toEqual([['label:ready'], 'label:re']);
    expect(JSON.parse(app.received[0]?.body ?? '').data.options).toMatchObject([
      { name: 'limit', value: '3' },
      { name: 'label', value: 're', focused: true },
    ]);
  });
});
