/** Where and why a run failed: the job and step, then what it said, or the end of its log. */
import { codeSpan, type FailureFound } from '@valine/contracts';

const MOST_ANNOTATIONS = 5;
const MOST_OF_AN_ANNOTATION = 300;

export function failureText({ job, step, annotations, logTail, url }: FailureFound): string[] {
  return [
    placeText(job, step, url),
    ...annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => `• ${codeSpan(annotation, MOST_OF_AN_ANNOTATION)}`),
    ...moreText(annotations.length - MOST_ANNOTATIONS),
    ...(logTail === undefined ? [] : [blockText(logTail)]),
  ];
}

function placeText(job: string | undefined, step: string | undefined, url: string | undefined): string {
  const place = [job, step].filter((name) => name !== undefined).map((name) => codeSpan(name, 80));
  const where = place.length === 0 ? 'Failed before a step began' : `Failed at ${place.join(' › ')}`;
  return url !== undefined && /^https?:\/\/[^\s()]+$/.test(url) ? `${where} • [job](${url})` : where;
}

function moreText(more: number): string[] {
  return more > 0 ? [`• and ${more} more`] : [];
}

/** A block that the log cannot end. */
function blockText(log: string): string {
  return ['```', log.replaceAll('```', "'''").replaceAll('\r', '').trimEnd(), '```'].join('\n');
}
