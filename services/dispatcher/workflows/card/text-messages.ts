/** Texts that several messages of workflows share: names, links, durations, prose. */
import { codeSpan, plainText } from '@valine/contracts';
import type { StageKind } from '@valine/records';

const CLIENT_DEPLOY = 'Client Deploy';
const DIAGNOSE = 'Diagnose on Demand';

export function workflowText(kind: StageKind): string {
  return kind === 'diagnose' ? DIAGNOSE : CLIENT_DEPLOY;
}

/** GitHub's address is not always known yet. */
export function runLinkText(url: string): string {
  return linkText('run', url);
}

/** `text`: ours. */
export function linkText(text: string, url: string): string {
  return /^https?:\/\/[^\s()]+$/.test(url) ? `[${text}](${url})` : text;
}

export function secondsText(seconds: number | null): string {
  return seconds === null ? 'n/a' : `${Math.round(seconds)}s`;
}

const SPAN = /(`[^`\n]+`)/;

export function proseText(text: string): string {
  return text
    .split(SPAN)
    .map((part) => (SPAN.test(part) ? codeSpan(part.slice(1, -1)) : spacedText(part)))
    .join('')
    .trim();
}

/** Plain text has no blanks at its ends; between code they count. */
function spacedText(part: string): string {
  if (part.trim() === '') return part === '' ? '' : ' ';
  return `${/^\s/.test(part) ? ' ' : ''}${plainText(part)}${/\s$/.test(part) ? ' ' : ''}`;
}
