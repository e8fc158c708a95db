/** What of a message its sender answers for: all of it. What a ticket is good for: one question. */
import type { IssueChanged } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { checkSignature, isSameTicket, isTicketFor, signMessage, ticketFor } from './signature.ts';

const KEY = 'a-key-of-a-test-that-is-long-enough-for-it';
const OTHER_KEY = 'another-key-that-is-as-long-as-the-first';
const event: IssueChanged = {
  ...{ type: 'issue.changed', id: 'd1', repository: 'acme/web', sender: 'grace', receivedAt: 1, action: 'closed' },
  issue: { number: 1, state: 'closed', stateReason: null, title: 'One', labels: ['ready'] },
};

describe('a signed message', () => {
  const signed = signMessage(KEY, event);

  it('is known, whatever the order of its fields, and while keys are changed', () => {
    const onTheWay = JSON.parse(JSON.stringify(signed));
    const reordered = { ...Object.fromEntries(Object.entries(onTheWay).toReversed()), type: signed.type };
    expect(checkSignature(KEY, onTheWay)).toBeUndefined();
    expect(checkSignature(`${OTHER_KEY} ${KEY}`, reordered)).toBeUndefined();
  });

  it('is signed anew as it was', () => {
    expect(signMessage(KEY, signed)).toEqual(signed);
  });

  it.each([
    ['missing', { ...signed, signature: undefined }],
    ['altered', { ...signed, signature: '' }],
    ['altered', { ...signed, id: 'd2' }],
    ['altered', { ...signed, receivedAt: 2 }],
    ['altered', { ...signed, issue: { ...signed.issue, number: 2 } }],
    ['altered', { ...signed, more: true }],
    ['altered', { ...signed, signature: signMessage(OTHER_KEY, event).signature }],
    ['altered', { ...signed, signature: ticketFor(KEY, ['issue.changed']) }],
  ] as const)('is %s otherwise', (problem, message) => {
    expect(checkSignature(KEY, message)).toBe(problem);
  });
});

it('a ticket is good for its question alone', () => {
  const ticket = ticketFor(KEY, ['plan', 'plan-1', 'check-1']);
  expect(isTicketFor(`${OTHER_KEY}\n${KEY}`, ticket, ['plan', 'plan-1', 'check-1'])).toBe(true);
  expect(isTicketFor(KEY, ticket, ['plan', 'plan-1', 'check-2'])).toBe(false);
  expect(isTicketFor(KEY, ticket, ['plan', 'plan-1check-1'])).toBe(false);
  expect(isTicketFor(OTHER_KEY, ticket, ['plan', 'plan-1', 'check-1'])).toBe(false);
  expect(isTicketFor(KEY, undefined, ['plan', 'plan-1', 'check-1'])).toBe(false);
});

it.each([
  ['a ticket', 'a ticket', true],
  ['a ticket', 'a tickeT', false],
  ['a ticket', 'a ticket ', false],
  ['a ticket', '', false],
])('a ticket that was kept is that one alone: %s, %s', (kept, given, is) => {
  expect(isSameTicket(kept, given)).toBe(is);
});
