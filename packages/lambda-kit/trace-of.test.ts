import { expect, it } from 'vitest';
import { traceOf } from './trace-of.ts';

const RECORD = { messageId: 'm1', receiptHandle: 'r', body: '', receiveCount: 1, waits: 0, firstSentAt: 0 };
const about = (message: object) => ({ ok: true, message, asSent: message }) as const;

it.each([
  ['begins with the id of the first message', RECORD, about({ id: '77' }), { trace: '77' }],
  ['goes on with what a message brings', { ...RECORD, trace: '77' }, about({ id: '78' }), { trace: '77' }],
  ['names the record', RECORD, about({ id: '77', planId: 'plan-1' }), { trace: '77', record: 'plan-1' }],
  [
    'names the message where nobody can read it',
    RECORD,
    { ok: false, type: 'x', problem: 'y' } as const,
    { trace: 'm1' },
  ],
])('a trace %s', (_, record, parsed, trace) => {
  expect(traceOf(record, parsed)).toEqual(trace);
});
