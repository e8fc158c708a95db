/** Error lines in the channel: a message for each kind, counted up by edits that become rarer, and anew after a quiet day. */
import { UnreadableRecord } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { handleErrorLines } from './handle.ts';
import { sectionOf } from './runbook.ts';

const HOUR = 3_600_000;

/** As our logger writes it. */
function line(fields: object = {}): string {
  const error = {
    name: 'GitHubError',
    message: 'GitHub answered 403',
    cause: { name: 'HttpError', message: 'Forbidden' },
  };
  return JSON.stringify({
    ...{ time: '2026-01-01T00:00:00.000Z', level: 'error', service: 'verifier' },
    ...{
      message: 'GitHub refused a request: check its token and permissions',
      trackingId: 'tracking-1',
      id: '77',
      error,
    },
    ...fields,
  });
}

function team(channelId: string | null = '900') {
  const dispatcher = testDispatcher(channelId === null ? {} : { channelId });
  const log = (...texts: readonly string[]) =>
    handleErrorLines(
      dispatcher,
      texts.map((text) => ({ at: dispatcher.clock.now(), text })),
    );
  const told = () => dispatcher.queues.sent.map(({ body }) => Object(body));
  return { ...dispatcher, log, told, said: () => told().map(({ message }) => textOf(message)) };
}

describe('an error line', () => {
  it('is told with its cause, its run, and what in the runbook helps', async () => {
    const { log, told, said } = team();
    await log(line());
    expect(told()).toMatchObject([{ revision: 1, place: { in: 'channel', channelId: '900' } }]);
    expect(said()).toMatchInlineSnapshot(`
      [
        "🔴 verifier: GitHub refused a request: check its token and permissions
      GitHubError: GitHub answered 403
      ↳ HttpError: Forbidden
      Run \`tracking-1\` · trace \`77\`
      Once, <t:1772442000:R>.
      Counted here, and told anew after a quiet day. docs/operations.md, “GitHub refuses”
      [ Show /ops ]",
      ]
    `);
  });

  it.each([
    ['has no fields of ours', '{"level":"error"}'],
    ['names numbers where texts are', line({ trackingId: 5, error: { name: 7, message: null } })],
    ['has a text for its error', line({ error: 'no' })],
    ['has causes without end', line({ error: { cause: { cause: { cause: { cause: {} } } } } })],
  ])('that %s is told all the same', async (_, text) => {
    const { log, told } = team();
    await log(text);
    expect(told()).toHaveLength(1);
  });

  it.each(['no JSON', '[]', 'null', '{"level":"warn","message":"no"}'])(
    'that is none (%s) is not told',
    async (text) => {
      const { log, told } = team();
      await log(text);
      expect(told()).toEqual([]);
    },
  );

  it('is shown cut, without secrets, and as text', async () => {
    const { log, said } = team();
    const message = `@everyone **${'long '.repeat(200)}** ghp_${'a1'.repeat(18)}`;
    const secret = { name: 'Error', message: `ghp_${'a1'.repeat(18)} was refused @everyone **now**` };
    await log(line({ error: { name: 'Error', message, cause: secret } }));
    const [text = ''] = said();
    expect(text).not.toMatch(/a1a1|@everyone|[^\\]\*\*/);
    expect(text.length).toBeLessThan(1200);
  });

  it('is in the log alone, where no channel is set', async () => {
    const { log, told, logger } = team(null);
    await log(line());
    expect(told()).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'info', message: 'errors were counted' }]);
  });
});

describe('errors of one kind', () => {
  it('are one message, whatever run they are of and whatever their texts say', async () => {
    const { log, told } = team();
    await log(
      line(),
      line({ trackingId: 'tracking-2', error: { name: 'GitHubError', message: 'x', cause: { name: 'HttpError' } } }),
    );
    await log(line({ id: '78', reason: 'Issue 5 is gone: somebody took it' }));
    expect(new Set(told().map(({ key }) => key)).size).toBe(1);
  });

  it.each([
    { service: 'dispatcher' },
    { message: 'another' },
    { error: { name: 'TypeError' } },
    { reasonCode: 'github_unavailable' },
  ])('are another where it is %o', async (fields) => {
    const { log, told } = team();
    await log(line(), line(fields));
    expect(new Set(told().map(({ key }) => key)).size).toBe(2);
  });

  it('are counted up by edits, of which there are few', async () => {
    const { log, told, said } = team();
    for (let times = 0; times < 1000; times += 1) await log(line());
    expect(told().map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(said().at(-1)).toContain('512 times since');
  });

  it('are counted up once an hour, while they go on', async () => {
    const { log, told, clock } = team();
    for (let hours = 0; hours < 20; hours += 1) {
      for (let times = 0; times < 50; times += 1) await log(line());
      clock.advance(HOUR);
    }
    expect(told().length).toBeLessThanOrEqual(20 + 6);
  });

  it('are told anew after a quiet day', async () => {
    const { log, told, clock, said } = team();
    await log(line(), line());
    clock.advance(24 * HOUR + 1);
    await log(line());
    expect(told().map(({ revision }) => revision)).toEqual([1, 1]);
    expect(told()[0].key).not.toBe(told()[1].key);
    expect(said()[1]).toContain('Once,');
  });

  it('are not told anew before', async () => {
    const { log, told, clock } = team();
    await log(line());
    clock.advance(24 * HOUR);
    await log(line());
    expect(told().map(({ revision }) => revision)).toEqual([1, 2]);
  });
});

it('an error at telling errors is no error line: it would come back for ever', async () => {
  const { log, queues, logger, told } = team();
  queues.failNext(1);
  await expect(log(line())).rejects.toThrow();
  expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await log(line());
  expect(told().map(({ revision }) => revision)).toEqual([1, 2]);
});

it('errors of one kind that cannot be counted keep no other kind back', async () => {
  const { log, store, told, logger } = team();
  const { find } = store;
  let reads = 0;
  store.find = async (kind, id) => {
    reads += 1;
    if (reads === 1) throw new UnreadableRecord({ kind, id }, 'count: expected number');
    return find(kind, id);
  };
  await expect(log(line(), line({ message: 'another' }))).rejects.toThrow(UnreadableRecord);
  expect(told()).toHaveLength(1);
  expect(logger.lines.filter(({ level }) => level !== 'info')).toMatchObject([
    { level: 'warn', message: 'errors were not counted' },
  ]);
});

it.each([
  ['message failed', 'QueueUnavailable', 'A queue does not take messages'],
  ['message failed', 'TypeError', 'An error in our own code'],
  ['message given up', 'DiscordError', 'Discord refuses'],
  ['the language model could not be asked', 'LanguageModelError', 'The language model'],
])('the runbook has a section for %s (%s)', (message, name, section) => {
  expect(sectionOf({ message, causes: [{ name, message: '' }] })).toBe(section);
});
