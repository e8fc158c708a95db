/** The table of settings that the README shows, from the definitions themselves. */
import type { Setting } from './ingress-settings.ts';
import { settings } from './settings.ts';

export function settingsTable(): string {
  const rows = Object.entries<Setting>(settings).map(([name, setting]) => row(name, setting));
  return ['| Setting | What it is | Default |', '|---|---|---|', ...rows].join('\n');
}

function row(name: string, { description, default: standard, secret }: Setting): string {
  const shown = standard === undefined ? (secret ? 'secret' : '') : standard === '' ? 'empty' : `\`${standard}\``;
  return `| \`${name}\` | ${cellText(description)} | ${cellText(shown)} |`;
}

/** A bar ends a cell, in code too. */
function cellText(text: string): string {
  return text.replaceAll('|', '\\|');
}
