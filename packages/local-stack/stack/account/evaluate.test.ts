import { describe, expect, it } from 'vitest';
import { evaluate, type Verdict } from './evaluate.ts';
import { parsePolicy, type Statement } from './policy.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:work';
type Some = string | string[];
const allow = (Action: Some, Resource: Some = QUEUE): Statement => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: string, Resource = QUEUE): Statement => ({ Effect: 'Deny', Action, Resource });

describe('a role may do what its policies say', () => {
  it.each<[string, Statement[], string, string, Verdict]>([
    ['nothing without a statement', [], 'sqs:SendMessage', QUEUE, 'not allowed'],
    ['exactly what is named', [allow('sqs:SendMessage')], 'sqs:SendMessage', QUEUE, 'allowed'],
    ['no other action', [allow('sqs:SendMessage')], 'sqs:ReceiveMessage', QUEUE, 'not allowed'],
    ['no other resource', [allow('sqs:SendMessage')], 'sqs:SendMessage', `${QUEUE}-dlq`, 'not allowed'],
    ['one of several actions', [allow(['sqs:A', 'sqs:B'])], 'sqs:B', QUEUE, 'allowed'],
    ['one of several resources', [allow('sqs:A', ['x', QUEUE])], 'sqs:A', QUEUE, 'allowed'],
    ['actions whatever their case', [allow('SQS:sendmessage')], 'sqs:SendMessage', QUEUE, 'allowed'],
    ['resources in their case only', [allow('sqs:A', QUEUE.toUpperCase())], 'sqs:A', QUEUE, 'not allowed'],
    ['a wildcard of actions', [allow('sqs:*Message')], 'sqs:SendMessage', QUEUE, 'allowed'],
    ['no other service by it', [allow('sqs:*')], 'ssm:GetParameters', QUEUE, 'not allowed'],
    ['a wildcard across colons', [allow('sqs:A', 'arn:aws:sqs:*')], 'sqs:A', QUEUE, 'allowed'],
    ['one character by ?', [allow('sqs:A', 'arn:aws:sqs:us-east-?:*:work')], 'sqs:A', QUEUE, 'allowed'],
    ['no regular expressions', [allow('sqs:A', QUEUE.replaceAll(':', '.'))], 'sqs:A', QUEUE, 'not allowed'],
    ['no index by its table', [allow('dynamodb:Query', 'table/a')], 'dynamodb:Query', 'table/a/index/b', 'not allowed'],
    ['a Deny before any Allow', [allow('*', '*'), deny('sqs:A')], 'sqs:A', QUEUE, 'explicitly denied'],
    ['what a Deny leaves', [allow('*', '*'), deny('sqs:A')], 'sqs:B', QUEUE, 'allowed'],
    ['all but NotAction', [{ Effect: 'Allow', NotAction: 'sqs:A', Resource: '*' }], 'sqs:A', QUEUE, 'not allowed'],
    ['all but NotResource', [{ Effect: 'Allow', Action: '*', NotResource: QUEUE }], 'sqs:A', 'other', 'allowed'],
  ])('%s', (_, statements, action, resource, verdict) => {
    expect(evaluate(statements, action, resource)).toBe(verdict);
  });
});

describe('a policy that says more than is enforced', () => {
  const policy = (Condition: object) => ({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition } });

  it.each([
    ['an element', { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' } }, 'Principal'],
    ['an operator', policy({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 'IpAddress'],
    ['a key', policy({ StringEquals: { 'aws:PrincipalTag/team': 'web' } }), 'aws:PrincipalTag/team'],
  ])('is refused with the part that is not known: %s', (_, document, named) => {
    expect(() => parsePolicy('mine', document)).toThrow(`Policy mine has the element "${named}"`);
  });
});
