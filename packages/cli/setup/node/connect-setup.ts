/** Connects a set-up to the platforms, the store and the person. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSettings } from '@valine/settings';
import { CliError } from '../../terminal/errors.ts';
import type { Ports, SendCall, SetupAnswer, Values } from '../decide/ports.ts';
import type { Opened, SetupRequest } from '../setup.ts';
import { createFolderStore } from './folder-store.ts';
import { openNotes } from './notes-file.ts';
import { createPulumiStore, findPulumi } from './pulumi-store.ts';

const TIMEOUT_MS = 15_000;
const PROJECT_DIR = fileURLToPath(new URL('../../../..', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../../../workflows/.github', import.meta.url));

/** @throws CliError, SettingsError for an address that is none */
export async function connectSetup(asked: SetupRequest, talk: Ports['talk']): Promise<Omit<Opened, 'close'>> {
  const { stage, folder, publicUrl, isLocal } = asked;
  const pulumi = isLocal ? undefined : await findPulumi(PROJECT_DIR);
  const ofFolder = { folder, publicUrl, ...(isLocal ? {} : { stage }) };
  const store = pulumi === undefined ? createFolderStore(ofFolder) : createPulumiStore(pulumi, stage);
  const values = { ...asked.given, ...(await store.read()) };
  const { GITHUB_API_URL, DISCORD_API_URL } = parseSettings(values, ['GITHUB_API_URL', 'DISCORD_API_URL']);
  const ports: Ports = {
    discord: sender(DISCORD_API_URL, 'Discord'),
    github: sender(GITHUB_API_URL, 'GitHub'),
    store,
    notes: openNotes(`${folder}.json`),
    talk,
    clock: { now: Date.now },
    random: (bytes) => randomBytes(bytes).toString('hex'),
    workflowFiles,
    answers,
  };
  return { ports, wanted: { ...asked, githubApi: GITHUB_API_URL, discordApi: DISCORD_API_URL } };
}

function sender(base: string, platform: string): SendCall {
  return async ({ method, path, body, authorization }): Promise<SetupAnswer> => {
    const headers = {
      accept: 'application/json',
      'user-agent': 'valine-orchestrator (setup)',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(authorization !== undefined && { authorization }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(`${base}${path}`, { method, headers, signal, ...sent });
      return { status: response.status, json: parsed(await response.text()) };
    } catch (cause) {
      throw new CliError(`${platform} cannot be reached at ${base}. Look at the network, and run valine setup again.`, {
        cause,
      });
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ingress refuses what is not signed: nobody else answers 401 there. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', body: '{}', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.status === 401;
  } catch {
    return false;
  }
}

/** By their path in a repository. */
export function workflowFiles(): Values {
  const paths = readdirSync(SHIPPED, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [`.github${path.slice(SHIPPED.length)}`, readFileSync(path, 'utf8')];
    }),
  );
}
