import { registerCommands } from '@valine/sandboxes';
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
    ['!re', [['!reopen ', '!ready ', '!review ', '!redeliver '], '!re']],
  ])('after %j', async (line, completion) => {
    const { discord } = await testDiscord();
    expect(await completeLine({ discord, github: undefined }, line)).toEqual(completion);
  });

  it('after an option that completes asks the application', async () => {
    const { discord, app } = await testDiscord();
    app.answer = () => Response.json({ type: 8, data: { choices: [{ name: 'Ready', value: 'ready' }] } });
    expect(await completeLine({ discord, github: undefined }, '/plan limit:3 label:re')).toEqual([
      ['label:ready'],
      'label:re',
    ]);
    expect(JSON.parse(app.received[0]?.body ?? '').data.options).toMatchObject([
      { name: 'limit', value: '3' },
      { name: 'label', value: 're', focused: true },
    ]);
  });

  it('knows the choices that stand in the definition', async () => {
    const { discord } = await testDiscord();
    await registerCommands(discord);
    const offered = await completeLine({ discord, github: undefined }, '/plan include_planned:t');
    expect(offered).toEqual([['include_planned:true'], 'include_planned:t']);
  });

  it('shows several choices by name, and takes their values', async () => {
    const { discord, app } = await testDiscord();
    const choices = [
      { name: 'Ready (6 open)', value: 'ready' },
      { name: 'Two words', value: 'two words' },
    ];
    app.answer = () => Response.json({ type: 8, data: { choices } });
    const offered = await completeLine({ discord, github: undefined }, '/plan label:');
    expect(offered).toEqual([['label:ready  Ready (6 open)', 'label:"two words"  Two words'], 'label:']);
  });
});
