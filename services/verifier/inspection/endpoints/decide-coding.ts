/** Whether browsers can unpack an answer. */
import type { CheckResult } from '@valine/contracts';
import type { EndpointAnswer } from './endpoint-answer.ts';
import * as say from './messages.ts';

export type Fault = Required<Pick<CheckResult, 'verdict' | 'details' | 'fix'>>;

/** Undefined where they can, or where it is not known. */
export function brokenCoding({ coding, headers }: EndpointAnswer): Fault | undefined {
  if (coding !== 'broken') return undefined;
  return { verdict: 'bad', details: say.seenText(say.codingText(headers['content-encoding'])), fix: say.FIXES.broken };
}

/** What comes after all that can be said: nothing is ok that not every browser reads. */
export function unsureCoding({ coding, headers }: EndpointAnswer): Fault | undefined {
  if (coding !== 'unsure') return undefined;
  const details = say.seenText(say.codingText(headers['content-encoding']));
  return { verdict: 'unknown', details, fix: say.FIXES.unsure };
}

/** A coding that nobody knows is shown though it does no harm; empty for every other. */
export function namedCoding({ coding, headers }: EndpointAnswer): string {
  return coding === 'named' ? say.codingText(headers['content-encoding']) : '';
}
