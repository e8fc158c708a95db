/** What a shown message says, apart from its wording: tests that are not its owner's assert these facts. */
import { agoText } from '@valine/contracts';

const STATES: Readonly<Record<string, ShownState>> = {
  '🟡': 'waiting',
  '⏳': 'running',
  '🟢': 'ok',
  '✅': 'ok',
  '🔴': 'bad',
  '🟠': 'unknown',
  '⚪': 'unknown',
  '⚫': 'cancelled',
};

export type ShownState = 'waiting' | 'running' | 'ok' | 'bad' | 'unknown' | 'cancelled';

/** The text as a reader of Discord sees its moments. `now`: epoch milliseconds. */
export function readAt(now: number, text: string): string {
  return text.replace(/<t:(\d+):R>/g, (_, seconds: string) => agoText(Number(seconds) * 1000, now));
}

/** By the icon at its beginning; undefined for a message without one. */
export function stateOf(text: string): ShownState | undefined {
  const [icon = ''] = text.trimStart();
  return STATES[icon];
}

/**
 * A line for each line of the text: the state it begins with, what stands in code, HTTP statuses, labels of links, and
 * buttons. Lines without any of it are left out.
 */
export function factsOf(text: string): string {
  return text.split('\n').map(factsOfLine).filter(Boolean).join('\n');
}

function factsOfLine(line: string): string {
  const code = [...line.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  const statuses = [...line.matchAll(/• (\d{3})(?= •|$)/g)].map(([, status = '']) => status);
  const links = [...line.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, label = '', url = '']) => `${label}→${url}`);
  const buttons = [...line.matchAll(/\[ ([^\]]+) \]/g)].map(([button]) => button);
  return [stateOf(line) ?? '', ...code, ...statuses, ...links, ...buttons].filter(Boolean).join(' ');
}

const TASK_STATES: Readonly<Record<string, string>> = {
  '⚪': 'pending',
  '⏳': 'started',
  '🟢': 'ready',
  '✅': 'merged',
  '🔴': 'failed',
  '⏭️': 'skipped',
  '🔄': 'reopened',
  '💤': 'out',
};
const TASK = /^(-? ?\S+) (?:\*\*P\d\*\* )?\[#(\d+)\]\([^)]*\) (.*)$/gm;

/**
 * The text with each task as its state, its number, and what its line says behind the title and the assignee; and without
 * what the title of a proposal says. How a task and a proposal read is shown by the tests of the plan's card alone.
 */
export function briefly<Shown extends string | undefined>(text: Shown): Shown | string {
  return (
    text
      ?.replace(TASK, (_, icon: string, number: string, rest: string) =>
        [`${TASK_STATES[icon] ?? icon} #${number}`, ...rest.split(' • ').slice(2)].join(' • '),
      )
      .replace(/^📋 (Plan plan-\S+) • .*$/gm, '$1') ?? text
  );
}
