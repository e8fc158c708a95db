import { VerifyMessage } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { parseBody } from './parse-body.ts';

const parse = (value: unknown) => parseBody(VerifyMessage, JSON.stringify(value));

describe('the body of a message that may be one of several', () => {
  it('is given as what it is, without what we do not know, and as it was sent', () => {
    const check = { type: 'plan.reconcile', id: 'c1', planId: 'plan-1', requestedAt: 1 };
    const asSent = { ...check, extra: true };
    expect(parse(asSent)).toEqual({ ok: true, message: check, asSent });
  });

  it('is judged by the message whose type it has', () => {
    const refused = { ok: false, type: 'plan.reconcile', problem: 'planId: expected string' };
    expect(parse({ type: 'plan.reconcile', id: 'c1', requestedAt: 1 })).toEqual(refused);
  });

  it('of a nested union too', () => {
    const parsed = parse({ type: 'workflow_job.changed', id: 'd1', repository: 'a/b', sender: 'x', receivedAt: 'now' });
    expect(parsed).toMatchObject({ type: 'workflow_job.changed', problem: 'receivedAt: expected number' });
  });

  it('of no known type is called that', () => {
    const refused = { ok: false, type: 'plan.reconcileed', problem: 'type: invalid_union' };
    expect(parse({ type: 'plan.reconcileed' })).toEqual(refused);
  });
});
