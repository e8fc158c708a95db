/** A condition holds where IAM says it does, a missing key included. */
import { describe, expect, it } from 'vitest';
import { holds, type RequestContext } from './conditions.ts';

const KEY = 'dynamodb:LeadingKeys';
const none: RequestContext = {};
const of = (...values: string[]): RequestContext => ({ [KEY]: values });
const when = (operator: string, ...wanted: string[]) => ({ [operator]: { [KEY]: wanted } });

describe('a condition', () => {
  it.each<[string, ReturnType<typeof when>, RequestContext, boolean]>([
    ['equals', when('StringEquals', 'a', 'b'), of('b'), true],
    ['equals in its case only', when('StringEquals', 'a'), of('A'), false],
    ['equals no pattern', when('StringEquals', 'a*'), of('ab'), false],
    ['equals nothing that is not there', when('StringEquals', 'a'), none, false],
    ['equals, or is not there', when('StringEqualsIfExists', 'a'), none, true],
    ['differs from each', when('StringNotEquals', 'a', 'b'), of('b'), false],
    ['differs from what is not there', when('StringNotEquals', 'a'), none, true],
    ['is like a pattern', when('StringLike', 'message#*'), of('message#1'), true],
    ['is like no other', when('StringLike', 'message#*'), of('plan#message#1'), false],
    ['is like no pattern', when('StringNotLike', 'message#*', 'x'), of('message#1'), false],
    ['all are alike', when('ForAllValues:StringLike', 'a*'), of('a1', 'a2'), true],
    ['all but one are alike', when('ForAllValues:StringLike', 'a*'), of('a1', 'b'), false],
    ['all of none are alike: a missing key lets in', when('ForAllValues:StringLike', 'a*'), none, true],
    ['all of an empty list, too', when('ForAllValues:StringEquals', 'a'), of(), true],
    ['all are unlike', when('ForAllValues:StringNotLike', 'a*'), of('b', 'c'), true],
    ['one of all is not unlike', when('ForAllValues:StringNotLike', 'a*'), of('b', 'a1'), false],
    ['one is alike', when('ForAnyValue:StringLike', 'a*'), of('b', 'a1'), true],
    ['none of none is alike', when('ForAnyValue:StringLike', 'a*'), none, false],
    ['none of none is unlike', when('ForAnyValue:StringNotLike', 'a*'), none, false],
    ['is there', when('Null', 'false'), of('a'), true],
    ['has to be there', when('Null', 'false'), none, false],
    ['has to be there with a value', when('Null', 'false'), of(), false],
    ['must not be there', when('Null', 'true'), of('a'), false],
  ])('%s', (_, conditions, context, expected) => {
    expect(holds(conditions, context)).toBe(expected);
  });

  it('has every operator and every key hold, whatever the case of a key', () => {
    const both = { ...when('ForAllValues:StringLike', 'a*'), Null: { [KEY.toUpperCase()]: 'false' } };
    expect([holds(both, of('a')), holds(both, of('b')), holds(both, none), holds({}, none)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
