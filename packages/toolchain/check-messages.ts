/** What the check of the house rules says: the measures, and the places that break a rule. */
import { longest, type Measured, type Measures, percentile } from './rules/measured.ts';
import { type Violation, violationMessage } from './rules/violation.ts';

export function measuresMessage(all: readonly Measures[]): string {
  const heading = `${'lines of'.padEnd(14)}${['count', 'median', 'p90', 'max'].map((name) => name.padStart(8)).join('')}`;
  const named = all.filter(({ what }) => what === 'files' || what === 'functions' || what === 'test cases');
  return [heading, ...all.map(measuresRow), ...named.map(longestText)].join('\n');
}

function measuresRow({ what, measured }: Measures): string {
  const numbers = [measured.length, percentile(measured, 0.5), percentile(measured, 0.9), percentile(measured, 1)];
  return `${what.padEnd(14)}${numbers.map((number) => String(number).padStart(8)).join('')}`;
}

function longestText({ what, measured }: Measures): string {
  const rows = longest(measured, 5).map((one) => `  ${String(one.lines).padStart(4)}  ${placeText(one)}`);
  return `\nlongest ${what}:\n${rows.join('\n')}`;
}

function placeText({ file, line, name }: Measured): string {
  return name === 'file' ? file : `${name}  ${file}:${line}`;
}

export function ruleMessage(rule: string, violations: readonly Violation[]): string {
  if (violations.length === 0) return `✓ ${rule}`;
  return [`✗ ${rule}: ${violations.length}`, ...violations.map((one) => `    ${violationMessage(one)}`)].join('\n');
}
