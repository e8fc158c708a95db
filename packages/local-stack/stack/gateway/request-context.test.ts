/** The condition keys of DynamoDB's requests. */
import { describe, expect, it } from 'vitest';
import { createAccount } from '../account/account.ts';
import { requestContext } from './request-context.ts';

const account = createAccount('us-east-1');
account.tables.set('t', { hashKey: 'pk', ofIndexes: new Map([['byList', 'list']]) });

const contextOf = (body: object) => {
  const context = requestContext(account, 'dynamodb', { TableName: 't', ...body });
  return Object.fromEntries(Object.entries(context).map(([key, values]) => [key.split(':')[1], values.toSorted()]));
};
const S = (text: string) => ({ S: text });

describe('the leading keys of a request', () => {
  it.each([
    ['what is read', { Key: { pk: S('a#1') } }, ['a#1']],
    ['what is written', { Item: { pk: S('a#1'), list: S('x') } }, ['a#1']],
    [
      'a query',
      { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': S('a#1'), ':q': S('b') } },
      ['a#1'],
    ],
    [
      'a query of an index: the key of the index',
      {
        IndexName: 'byList',
        KeyConditionExpression: 'at > :since AND #l=:list',
        ExpressionAttributeNames: { '#l': 'list' },
        ExpressionAttributeValues: { ':list': S('open'), ':since': { N: '1' } },
      },
      ['open'],
    ],
    [
      'a query of old',
      { KeyConditions: { pk: { AttributeValueList: [S('a#1')], ComparisonOperator: 'EQ' } } },
      ['a#1'],
    ],
    ['a scan', {}, []],
    ['an index that is not there', { IndexName: 'none', KeyConditionExpression: 'pk = :p' }, []],
  ])('%s', (_, body, expected) => {
    expect(contextOf(body)['LeadingKeys']).toEqual(expected);
  });
});

describe('the attributes of a request', () => {
  it.each([
    ['what is written', { Item: { pk: S('a'), list: S('x') } }, ['list', 'pk']],
    ['what is asked for', { Key: { pk: S('a') }, ProjectionExpression: 'pk, #s, x.y[0].z' }, ['pk', 'summary', 'x']],
    ['what is asked for as of old', { Key: { pk: S('a') }, AttributesToGet: ['x'] }, ['pk', 'x']],
    [
      'what an update sets, removes, adds to and compares',
      {
        Key: { pk: S('a') },
        UpdateExpression: 'SET #s.claim = :claim, #s.n = if_not_exists(n, :one) + :one REMOVE old ADD total :one',
        ConditionExpression: 'attribute_not_exists(gone) OR (until BETWEEN :a AND :b AND NOT begins_with(x.y, :b))',
      },
      ['gone', 'n', 'old', 'pk', 'summary', 'total', 'until', 'x'],
    ],
    [
      'what a filter reads',
      { KeyConditionExpression: 'pk = :p', FilterExpression: 'state IN (:a, :b)' },
      ['pk', 'state'],
    ],
  ])('%s', (_, body, expected) => {
    expect(contextOf({ ExpressionAttributeNames: { '#s': 'summary' }, ...body })['Attributes']).toEqual(expected);
  });

  it('are those that it names: who names none has none, whatever it is given', () => {
    expect(contextOf({})['Attributes']).toEqual([]);
  });
});

it('what is selected and returned is told as it was asked', () => {
  expect(contextOf({ Select: 'COUNT', ReturnValues: 'ALL_NEW' })).toMatchObject({
    Select: ['COUNT'],
    ReturnValues: ['ALL_NEW'],
  });
  expect(contextOf({})).toMatchObject({ Select: [], ReturnValues: [] });
});

it('nothing is known of a batch, which names no table: a condition that needs a key refuses it', () => {
  expect(requestContext(account, 'dynamodb', { RequestItems: { t: {} } })).toEqual({});
});
