/** What is read of payloads as GitHub publishes them, and of others. */
import { createRequire } from 'node:module';
import { Happening } from '@valine/contracts';
import { RULE_EVENTS } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { happenedText } from './happened-message.ts';
import { happeningOf } from './happening-of.ts';

type Example = { name: string; examples: Record<string, unknown>[] };
const published = createRequire(import.meta.url)('@octokit/webhooks-examples') as Example[];
const examplesOf = (event: string) => published.find(({ name }) => name === event)?.examples ?? [];

describe.each(Object.keys(RULE_EVENTS))('%s, as GitHub publishes it,', (event) => {
  it('is read, and makes one line', () => {
    expect(examplesOf(event).length).toBeGreaterThan(0);
    for (const payload of examplesOf(event)) {
      const happening = happeningOf(event, payload);
      expect(Happening.parse(happening)).toEqual(happening);
      expect(happenedText(happening, 'ada')).toMatch(/^.{20,1200}$/u);
    }
  });

  it('is read field by field, whatever else is odd', () => {
    for (const odd of [null, 7, [], 'text', {}, { action: 5, [event]: 'odd', sender: null }])
      expect(happeningOf(event, odd)).toMatchObject({ event, labels: [] });
  });
});

const run = { id: 7, run_attempt: 2, head_branch: 'main', conclusion: 'failure', html_url: 'https://github.com/r/7' };
const repository = { full_name: 'acme/web' };

describe('of a run', () => {
  it('the branch is its own repository’s', () => {
    const payload = { action: 'completed', workflow_run: { ...run, head_repository: repository }, repository };
    expect(happeningOf('workflow_run', payload)).toMatchObject({ branch: 'main', order: { id: 7, attempt: 2 } });
  });

  it('of a fork, the `main` is the fork’s', () => {
    const head_repository = { full_name: 'mallory/web', owner: { login: 'mallory' } };
    const payload = { action: 'completed', workflow_run: { ...run, head_repository }, repository };
    expect(happeningOf('workflow_run', payload).branch).toBe('mallory:main');
  });
});

it('of checks that run again, the later end is newer, though their suite is the same', () => {
  const suite = (updated_at: string) =>
    happeningOf('check_suite', { action: 'completed', check_suite: { id: 7, updated_at } }).order;
  expect(suite('2026-03-03T08:10:00Z')?.attempt).toBeGreaterThan(suite('2026-03-03T08:00:00Z')?.attempt ?? 0);
});

it('of a label that is given or taken, that label counts alone', () => {
  const issue = { number: 1, labels: [{ name: 'P0' }, { name: 'web' }] };
  const labeled = { action: 'labeled', issue, label: { name: 'web' } };
  expect(happeningOf('issues', labeled).labels).toEqual(['web']);
  expect(happeningOf('issues', { ...labeled, action: 'opened' }).labels).toEqual(['P0', 'web']);
  expect(happeningOf('pull_request', { ...labeled, pull_request: issue }).labels).toEqual(['web']);
});

it('says of a pull request that was closed by merging that it was merged', () => {
  const pull_request = { number: 1, merged: true, base: { ref: 'main' } };
  expect(happeningOf('pull_request', { action: 'closed', pull_request })).toMatchObject({
    action: 'merged',
    branch: 'main',
  });
});

it('keeps texts short', () => {
  const title = 'x'.repeat(10_000);
  const labels = Array.from({ length: 100 }, (_, index) => ({ name: `${index}${title}` }));
  const happening = happeningOf('issues', { action: 'opened', issue: { number: 1, title, labels } });
  expect(JSON.stringify(happening).length).toBeLessThan(2000);
});
