/** The table of settings that the README shows, from the definitions themselves. */
import type { Setting } from './ingress-settings.ts';
import { neededMessage } from './needed-settings.ts';
import { pulumiSettings } from './pulumi-settings.ts';
import { settings } from './settings.ts';

type Row = {
  name: string;
  needed: string;
  description: string;
  standard: string | undefined;
  secret?: true | undefined;
};

export function settingsTable(): string {
  const ofStage = Object.entries<Setting>(settings).map(([name, { description, default: standard, secret }]) =>
    row({ name, needed: neededMessage(name), description, standard, secret }),
  );
  const ofPulumi = Object.entries<{ description: string; default?: string }>(pulumiSettings).map(
    ([name, { description, default: standard }]) =>
      row({ name, needed: 'optional, Pulumi only', description, standard }),
  );
  return ['| Setting | Needed | What it is | Default |', '|---|---|---|---|', ...ofStage, ...ofPulumi].join('\n');
}

function row({ name, needed, description, standard, secret }: Row): string {
  const shown = standard === undefined ? (secret ? 'secret' : '') : standard === '' ? 'empty' : `\`${standard}\``;
  return `| \`${name}\` | ${needed} | ${cellText(description)} | ${cellText(shown)} |`;
}

/** A bar ends a cell, in code too. */
function cellText(text: string): string {
  return text.replaceAll('|', '\\|');
}
