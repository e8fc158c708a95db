/** What was seen, check by check, and where a run failed: the framed part of a follow's message. */
import { type CheckResult, type CheckVerdict, codeSpan, type Report } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { failureText } from './failure-messages.ts';
import { workflowText } from './name-messages.ts';
import { proseText } from './prose-messages.ts';

const ICON: Record<CheckVerdict, string> = { ok: '🟢', bad: '🔴', unknown: '⚪' };

/** Texts of others beyond this are cut, so that every check keeps its line. */
const MOST_OF_A_TEXT = 240;

/** Undefined as long as there is nothing to show. */
export function evidenceText({ stages }: Pick<Tracking, 'stages'>): { title: string; lines: string[] } | undefined {
  const shown = stages.flatMap(({ kind, report }) => {
    const lines = report === undefined ? [] : linesOf(report);
    return lines.length === 0 ? [] : [{ heading: `**${workflowText(kind)}**`, lines }];
  });
  const [only, ...others] = shown;
  if (only === undefined) return undefined;
  const checks = stages.flatMap(({ report }) => report?.checks ?? []);
  const lines =
    others.length === 0 ? only.lines : shown.flatMap(({ heading, lines }) => ['', heading, ...lines]).slice(1);
  return {
    title: titleText(
      checks,
      stages.some(({ report }) => report?.failure !== undefined),
    ),
    lines,
  };
}

function linesOf({ failure, checks }: Report): string[] {
  return [...(failure === undefined ? [] : failureText(failure)), ...checks.map(checkLineText)];
}

function titleText(checks: readonly CheckResult[], hasFailure: boolean): string {
  if (checks.length === 0) return 'What failed';
  return hasFailure ? `What failed • ${countText(checks)}` : countText(checks);
}

function countText(checks: readonly CheckResult[]): string {
  const counted = (['ok', 'bad', 'unknown'] as const).map((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return `${checks.length === 1 ? '1 check' : `${checks.length} checks`}: ${counted.flat().join(', ')}`;
}

/** Status, milliseconds, what was seen; below it what to do. */
function checkLineText({ name, verdict, status, ms, details, fix }: CheckResult): string {
  const seen = [
    `${ICON[verdict]} ${codeSpan(name, 60)}`,
    ...(status === undefined ? [] : [String(status)]),
    ...(ms === undefined ? [] : [`${Math.round(ms)} ms`]),
    ...(details === undefined || details === `HTTP ${status}` ? [] : [proseText(cut(details))]),
  ];
  return [seen.join(' • '), ...(verdict === 'ok' || fix === undefined ? [] : [`↳ ${proseText(cut(fix))}`])].join('\n');
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > MOST_OF_A_TEXT ? `${characters.slice(0, MOST_OF_A_TEXT - 1).join('')}…` : text;
}
