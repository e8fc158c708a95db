/** Who may take on a role of the workflows, as IAM reads its trust policy. */
import { describe, expect, it } from 'vitest';
import { known } from '../../facts/fact.ts';
import type { ClaimTest, TrustStatement } from '../../facts/stage-facts.ts';
import { healthyFacts, SUBJECT } from '../../test-facts.ts';
import { trust } from './trust.ts';

function verdictOf(...statements: Partial<TrustStatement>[]) {
  const { stage, ...facts } = healthyFacts();
  const whole = statements.map((each) => ({ effect: 'Allow', subjects: [], repositoryIds: [], ...each }));
  return trust.judge({
    ...facts,
    stage: { ...stage, trust: { AWS_DIAGNOSE_ROLE_ARN: known({ role: 'diagnose', statements: whole }) } },
  });
}

function sub(operator: string, ...values: string[]): { subjects: ClaimTest[] } {
  return { subjects: [{ operator, values }] };
}

describe('a role is well', () => {
  it.each([
    ['compares letter by letter', [sub('StringEquals', SUBJECT)]],
    ['compares by pattern, with none', [sub('StringLike', SUBJECT)]],
    ['takes a set, or none at all', [sub('ForAnyValue:StringEqualsIfExists', SUBJECT)]],
    [
      'asks for the number of the repository too',
      [{ ...sub('StringEquals', SUBJECT), repositoryIds: [{ operator: 'StringEquals', values: ['2'] }] }],
    ],
    [
      'takes a pattern, and of that one subject alone',
      [{ subjects: [...sub('StringLike', 'repo:acme*').subjects, ...sub('StringEquals', SUBJECT).subjects] }],
    ],
  ] satisfies [string, Partial<TrustStatement>[]][])('that %s', (_, statements) => {
    expect(verdictOf(...statements)).toEqual({ is: 'good' });
  });
});

describe('a role is not', () => {
  it.each([
    [
      'a pattern that is compared letter by letter',
      [sub('StringEquals', 'repo:acme@1/*')],
      /^does not take repo:acme@1\/web-shop@2/,
    ],
    [
      'a second subject',
      [sub('StringEquals', SUBJECT, 'repo:evil/shop:ref:refs/heads/main')],
      /^takes repo:evil\/shop/,
    ],
    ['another branch', [sub('StringEquals', SUBJECT), sub('StringEquals', `${SUBJECT}2`)], /^takes .*main2: others/],
    [
      'another repository by its number',
      [{ ...sub('StringEquals', SUBJECT), repositoryIds: [{ operator: 'StringEquals', values: ['3'] }] }],
      /^does not take[\s\S]*takes another repository_id than 2/,
    ],
    [
      'every branch of this repository',
      [{ repositoryIds: [{ operator: 'StringEquals', values: ['2'] }] }],
      /^takes \*: others/,
    ],
    ['nobody', [], /^lets nobody in/],
  ] satisfies [string, Partial<TrustStatement>[], RegExp][])('that takes %s', (_, statements, says) => {
    const verdict = verdictOf(...statements);
    const said =
      verdict.is === 'bad' ? verdict.problems.map((each) => each.says.replace('The role diagnose ', '')) : [];
    expect(said.join('\n')).toMatch(says);
  });
});

it.each([
  ['denies', [sub('StringEquals', SUBJECT), { effect: 'Deny' }], 'Effect Deny'],
  ['excludes', [sub('StringNotLike', 'repo:evil*')], 'StringNotLike'],
])('what %s is left to people', (_, statements, what) => {
  expect(verdictOf(...statements)).toMatchObject({
    is: 'unknown',
    problems: [{ says: expect.stringContaining(what) }],
  });
});
