import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRunner, type TestRunner } from './test-runner.ts';

const NAMES = ['oidc', 's3_read', 'cloudfront', 'api_health', 'api_hello', 'frontend'];
const ASKED = {
  CORRELATION_ID: '0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11',
  REQUESTER: 'mara',
  FRONTEND_URL: 'https://shop.example',
  INPUT_API_BASE: '',
  DEFAULT_API_BASE: 'https://api.secret.example/prod',
};

let runner: TestRunner;
beforeEach(() => {
  runner = createRunner();
});

/** What the checks left behind; `startedAt` is so long ago that the total shows it. */
function leave(results: Record<string, unknown>): void {
  const folder = join(runner.temp, 'valine-diagnose');
  mkdirSync(folder, { recursive: true });
  for (const [name, result] of Object.entries(results))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ result, seconds: 0.5 }));
  writeFileSync(join(folder, 'started.json'), JSON.stringify({ at: Date.now() - 60_000 }));
}

function all(result: unknown): Record<string, unknown> {
  return Object.fromEntries(NAMES.map((name) => [name, result]));
}

async function summarise(env: Record<string, string> = {}) {
  const { code, log } = await runner.run('node .github/valine/summary.mjs', { ...ASKED, ...env });
  const artifact = readFileSync(join(runner.temp, 'valine-diagnose/diagnose-summary.json'), 'utf8');
  return { code, log, artifact, summary: JSON.parse(artifact) };
}

function fencedJson(text: string): unknown {
  return JSON.parse(/^```json\n([\s\S]*?)```/m.exec(text)?.[1] ?? '');
}

describe('the summary', () => {
  it('holds what was asked, every check, the durations and the conclusion', async () => {
    leave(all({ ok: true, details: 'HTTP 200', status: 200, ms: 81 }));
    const { code, summary } = await summarise();
    expect(code).toBe(0);
    expect(summary).toEqual({
      correlation_id: ASKED.CORRELATION_ID,
      requester: 'mara',
      frontend_url: 'https://shop.example',
      api_base: '(repository secret)',
      checks: all({ ok: true, details: 'HTTP 200', status: 200, ms: 81 }),
      durations: { total_s: expect.any(Number), steps: all(0.5) },
      conclusion: 'success',
    });
    expect(Math.floor(summary.durations.total_s / 10)).toBe(6);
  });

  const WRONG = "there's no S3_BUCKET";

  it('is shown on the page of the run and in its log, with the same data in a fence', async () => {
    leave({
      ...all({ ok: true, details: 'HTTP 200', status: 200, ms: 81 }),
      s3_read: { ok: false, details: WRONG },
    });
    const { log, summary } = await summarise();
    const page = runner.stepSummary();
    expect(log).toBe(`${page}\n`);
    expect(fencedJson(page)).toEqual(summary);
    expect(page.split('```json')[0]?.replace(/6\d(\.\d+)? s$/m, '60 s')).toMatchInlineSnapshot(`
      "## 🔴 Diagnose: 1 of 6 checks failed

      Requested by mara • correlation id 0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11 • 60 s

      | Check | Evidence | Time |
      | --- | --- | --- |
      | ✅ oidc | HTTP 200 | 81 ms |
      | ❌ s3_read | there's no S3_BUCKET |  |
      | ✅ cloudfront | HTTP 200 | 81 ms |
      | ✅ api_health | HTTP 200 | 81 ms |
      | ✅ api_hello | HTTP 200 | 81 ms |
      | ✅ frontend | HTTP 200 | 81 ms |

      "
    `);
  });

  it('fails for a check that left no result, and does not call it well', async () => {
    leave({ ...all({ ok: true }), cloudfront: undefined });
    writeFileSync(join(runner.temp, 'valine-diagnose/cloudfront.json'), '{"resu');
    const { code, summary } = await summarise();
    expect(code).toBe(1);
    expect(summary.conclusion).toBe('failure');
    expect(summary.checks.cloudfront.ok).toBe(false);
  });

  it('can be told when nothing ran at all', async () => {
    const { code, summary } = await summarise();
    expect({ code, conclusion: summary.conclusion, durations: summary.durations }).toEqual({
      code: 1,
      conclusion: 'failure',
      durations: { total_s: 0, steps: {} },
    });
  });

  it.each([
    ['as it was given', { INPUT_API_BASE: 'https://api.example' }, 'https://api.example'],
    ['as a secret, when it is the secret', { INPUT_API_BASE: ASKED.DEFAULT_API_BASE }, '(repository secret)'],
    ['as a secret, when none was given', {}, '(repository secret)'],
    ['empty, when there is none', { DEFAULT_API_BASE: '' }, ''],
  ])('shows the API base %s', async (_, env, shown) => {
    leave(all({ ok: true }));
    const { log, artifact, summary } = await summarise(env);
    expect(summary.api_base).toBe(shown);
    expect(log + artifact + runner.stepSummary()).not.toContain('secret.example');
  });
});

describe('the summary, of hostile text', () => {
  const hostile = [
    '"; touch x; echo "$(touch x)`touch x`',
    "' || exit 0 #",
    'line\n::error::forged\n::add-mask::OK',
    '##[error]forged ##[add-mask]OK',
    '```\n## 🟢 Diagnose: OK\n```json\n{"conclusion":"success"}\n```',
    '| ✅ oidc | <img src=x> [click](https://evil.example) **bold** @everyone',
    'right\u202Eto left\u200B\u2028\u0007\u001b[31m\u{E0041} \\u0041 %0A::notice::x',
    'x'.repeat(50_000),
  ];

  it.each(hostile)('keeps it whole as data and harmless as text: %j', async (text) => {
    leave(all({ ok: true, details: 'HTTP 200' }));
    const { log, summary } = await summarise({ REQUESTER: text, CORRELATION_ID: text, FRONTEND_URL: text });
    expect(summary).toMatchObject({ requester: text, correlation_id: text, frontend_url: text.trim() });
    expect(fencedJson(log)).toEqual(summary);
    expect(log.match(/```/g)).toHaveLength(2);
    expect(log).not.toMatch(/^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}\p{Zl}]/mu);
    expect(log.split('```json')[0]).not.toMatch(/[<[`*@]|^\| ✅ oidc \| (?!HTTP)/m);
    expect(log.split('```json')[0]?.match(/^## /gm)).toHaveLength(1);
    // Neither as an entity, which the page would show as what it stands for.
    expect(log).not.toMatch(/&#(7|10|27|8203|8232|8238);/);
  });
});
