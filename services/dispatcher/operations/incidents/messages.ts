/** What the team reads of errors of one kind. */
import { agoMarkdown, codeSpan, cutText, type Message, plainText } from '@valine/contracts';
import { SHOW_OPS } from '../show-ops.ts';
import type { ErrorLine } from './error-line.ts';
import { sectionOf } from './runbook.ts';

type Known = { since: number; lastAt: number; count: number };

/** `line`: the newest of them. Its texts come from outside in part, and are masked. */
export function incidentMessage(line: ErrorLine, known: Known): Message {
  return {
    card: {
      title: `🔴 ${incidentTitle(line)}`,
      lines: [...causeLines(line), ...aboutLines(line), countText(known)],
      tone: 'bad',
      footer: `Counted here, and told anew after a quiet day. docs/operations.md, “${sectionOf(line)}”`,
    },
    buttons: [SHOW_OPS],
  };
}

export function incidentTitle({ service, message }: ErrorLine): string {
  return cutText(`${service}: ${message}`, MOST_OF_TITLE);
}

const MOST_OF_TITLE = 200;
const MOST_OF_CAUSE = 300;

function causeLines({ causes, reason }: ErrorLine): string[] {
  const texts = causes.map(({ name, message }) => (message === '' ? name : `${name}: ${message}`));
  const all = reason === undefined ? texts : [reason, ...texts];
  return all.map((text, index) => `${index === 0 ? '' : '↳ '}${plainText(cutText(text, MOST_OF_CAUSE))}`);
}

function aboutLines({ run, trace }: ErrorLine): string[] {
  const parts = [
    ...(run === undefined ? [] : [`Run ${codeSpan(run)}`]),
    ...(trace === undefined || trace === run ? [] : [`trace ${codeSpan(trace)}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · ')];
}

function countText({ since, lastAt, count }: Known): string {
  if (count === 1) return `Once, ${agoMarkdown(lastAt)}.`;
  return `${count} times since ${agoMarkdown(since)}, the last ${agoMarkdown(lastAt)}.`;
}
