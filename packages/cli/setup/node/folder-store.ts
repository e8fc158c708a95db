/** A folder with one file a setting, for its owner alone to read: `npm start -- --settings <folder>` takes it as it is. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationKey } from '@valine/settings';
import type { SettingsStore } from '../decide/ports.ts';
import { isSecretName } from './setting-names.ts';

type Options = {
  folder: string;
  /** No slash at its end. */
  publicUrl: string | undefined;
  /** The stack that the values are for; undefined for this machine's stage. */
  stage?: string;
};

export function createFolderStore({ folder, publicUrl, stage }: Options): SettingsStore {
  return {
    where: folder,
    async read() {
      return Object.fromEntries(namesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    },
    async create() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    },
    async write(values) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const [name, value] of Object.entries(values)) writePrivately(join(folder, name), value);
    },
    async addresses() {
      if (publicUrl === undefined) return {};
      return { interactions: `${publicUrl}/discord`, webhook: `${publicUrl}/github/webhook` };
    },
    remark: () => (stage === undefined ? '' : commandsMessage(folder, stage)),
  };
}

/** Kept as it is while it is written: a kill leaves the one before. */
export function writePrivately(path: string, text: string): void {
  writeFileSync(`${path}.next`, text, { mode: 0o600 });
  renameSync(`${path}.next`, path);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function commandsMessage(folder: string, stage: string): string {
  const names = namesIn(folder);
  if (names.length === 0) return '';
  const lines = names.map((name) => {
    const kept = isSecretName(name) ? '--secret ' : '';
    return `pulumi config set --stack ${stage} ${kept}${configurationKey(name)} < ${join(folder, name)}`;
  });
  return [
    'pulumi is not on this machine. Where it is, type these, and delete the folder once everything is set up:',
    ...lines,
    `rm -r ${folder}`,
  ].join('\n');
}
