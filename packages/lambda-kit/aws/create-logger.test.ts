import { describe, expect, it } from 'vitest';
import { createLogger, type LoggerOptions } from './create-logger.ts';

function startLog(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const now = () => Date.UTC(2026, 2, 2, 9);
  const logger = createLogger({ service: 'verifier', write: (line) => lines.push(line), now, ...options });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('the log', () => {
  it('has one JSON object a line', () => {
    const { logger, lines } = startLog();
    logger.info('run checked', { runId: 'plan-1', text: 'two\nlines' });
    expect(lines).toEqual([
      '{"time":"2026-03-02T09:00:00.000Z","level":"info","service":"verifier","message":"run checked","runId":"plan-1","text":"two\\nlines"}',
    ]);
  });

  it.each([
    [undefined, ['info', 'warn', 'error']],
    ['nonsense', ['info', 'warn', 'error']],
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['WARN', ['warn', 'error']],
  ])('begins at its level: %s', (level, expected) => {
    const { logger, lines } = startLog({ level });
    for (const at of ['debug', 'info', 'warn', 'error'] as const) logger[at]('x');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(expected);
  });

  it('always has the lines that an audit reads', () => {
    const { logger, lines } = startLog({ level: 'error' });
    logger.info('interaction refused', { audit: true });
    logger.info('interaction refused', { audit: 'no' });
    expect(lines.map((line) => JSON.parse(line).audit)).toEqual([true]);
  });

  it('hides fields that are secret by name, at any depth', () => {
    const { logger, last } = startLog();
    const reply = { token: 'a', tokenExpiresAt: 5, headers: { Authorization: 'Bearer b' } };
    logger.info('x', { reply, botToken: 'c', clientSecret: 'd', GITHUB_APP_PRIVATE_KEY: 'e', privateKey: 'f' });
    const HIDDEN = '[redacted]';
    expect(last()).toMatchObject({
      reply: { token: HIDDEN, tokenExpiresAt: 5, headers: { Authorization: HIDDEN } },
      botToken: HIDDEN,
      clientSecret: HIDDEN,
      GITHUB_APP_PRIVATE_KEY: HIDDEN,
      privateKey: HIDDEN,
    });
  });

  it('hides known secrets wherever they stand, in any spelling', () => {
    const secrets = ['gh/secret+1', '-----BEGIN KEY-----\nabcdef\n'];
    const { logger, lines } = startLog({ secrets });
    const url = `https://x.test/?t=${encodeURIComponent('gh/secret+1')}`;
    logger.error('calling gh/secret+1 failed', { url, error: new Error(`bad key ${secrets[1]}`) });
    expect(lines[0]).not.toMatch(/gh.{1,3}secret|abcdef/);
  });

  it('hides what looks like a secret, before it cuts a long text', () => {
    const { logger, lines } = startLog();
    const token = ['gh', 's_12_', 'x'.repeat(40)].join('');
    logger.error(`with ${token}`, { long: `${'y'.repeat(3970)} ${token}`, cause: new Error(`and ${token}`) });
    expect(lines[0]).not.toMatch(/gh._|x{5}/);
    logger.info('x', { long: 'y'.repeat(20_000) });
    expect(JSON.parse(lines[1] ?? '').long).toBe(`${'y'.repeat(4000)}…`);
  });

  it('shows an error with its causes and plain facts, not what an SDK hangs on it', () => {
    const { logger, last } = startLog();
    const cause = Object.assign(new Error('refused'), { status: 403, request: { headers: { authorization: 'x' } } });
    logger.error('message failed', { error: new Error('no', { cause }) });
    expect(last().error).toMatchObject({ name: 'Error', message: 'no', cause: { message: 'refused', status: 403 } });
    expect(last().error.stack).toContain('create-logger.test.ts');
    expect(last().error.cause).not.toHaveProperty('request');
  });

  it('survives what JSON cannot say', () => {
    const { logger, last } = startLog();
    const loop: Record<string, unknown> = { big: 1n };
    loop['self'] = loop;
    logger.info('x', { loop });
    expect(last().loop).toEqual({ big: '1', self: '[seen above]' });
  });
});
