/** What an endpoint answered, or why it did not, as decisions read it. */
import type { ProbeAnswer, ProbeProblem } from '@valine/safe-http';
import * as judge from '@valine/workflows/judge-answer';
import type { Body } from './read-body.ts';

export type EndpointAnswer = Pick<ProbeAnswer, 'status' | 'headers' | 'ms' | 'finalUrl'> & Body;

export type EndpointResult = EndpointAnswer | ProbeProblem;

/** Without parameters, in lower case: `text/html`. Empty where the answer tells none. */
export function mediaType({ headers }: Pick<EndpointAnswer, 'headers'>): string {
  return judge.mediaType(headers['content-type']);
}

/** A web page by its type, or by its beginning where it has no type. */
export function isWebPage({ headers, text }: Pick<EndpointAnswer, 'headers' | 'text'>): boolean {
  return judge.isWebPage({ type: headers['content-type'], text });
}
