/** What an endpoint answered, or why it did not, as decisions read it. */
import type { ProbeAnswer, ProbeProblem } from '@valine/safe-http';

export type EndpointAnswer = Pick<ProbeAnswer, 'status' | 'headers' | 'truncated' | 'ms' | 'finalUrl'> & {
  /** Undefined where the body cannot be read as text. */
  text: string | undefined;
};

export type EndpointResult = EndpointAnswer | ProbeProblem;

/** Without parameters, in lower case: `text/html`. Empty where the answer tells none. */
export function mediaType({ headers }: Pick<EndpointAnswer, 'headers'>): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}

/** A web page by its type, or by its beginning where it has no type. */
export function isWebPage(answer: Pick<EndpointAnswer, 'headers' | 'text'>): boolean {
  const type = mediaType(answer);
  if (type !== '') return type === 'text/html' || type === 'application/xhtml+xml';
  return /^\s{0,100}<(?:!doctype\s+html|html)[\s>]/i.test(answer.text?.slice(0, 300) ?? '');
}
