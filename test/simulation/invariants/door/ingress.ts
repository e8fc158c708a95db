/** Ingress promises nothing that no queue has, answers in time, and is moved by nothing that nobody signed. */
import type { HttpResponse } from '@valine/ingress';
import type { Chronicle } from '../../chronicle.ts';
import type { Invocation } from '../../engine/invocations.ts';
import { FORGED } from '../../people/attacker/poison.ts';
import type { Knock } from '../../platforms/door.ts';
import type { Report } from '../report.ts';

const IN_TIME_MS = { '/discord': 3000, '/github/webhook': 10_000 } as const;

export function checkAnswer(
  report: Report,
  chronicle: Chronicle,
  { request, about }: Knock,
  response: HttpResponse,
  tookMs: number,
  by: Invocation,
): void {
  const limit = request.path === '/discord' ? IN_TIME_MS['/discord'] : IN_TIME_MS['/github/webhook'];
  // A function that was frozen is late whatever its code does.
  if (tookMs > limit && by.frozenUntil === 0) report('answers in time', `${about} took ${tookMs} ms`);
  const accepted = isPromise(response);
  if (accepted && !isSent(chronicle, about)) report('no answer before the message is durable', about);
  if (accepted && about.startsWith(FORGED)) report('a bad signature touches nothing', about);
}

/** Deferred: "wait for the answer". 202 with a type: "we have it". */
export function isPromise({ status, body }: HttpResponse): boolean {
  return (status === 200 && body.startsWith('{"type":5')) || (status === 202 && body.startsWith('{"accepted"'));
}

function isSent({ sent }: Chronicle, id: string): boolean {
  for (const texts of [sent.dispatch.keys(), sent.verify.keys()])
    for (const text of texts) if (text.includes(id)) return true;
  return false;
}
