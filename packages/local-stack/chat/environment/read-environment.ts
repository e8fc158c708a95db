/** What `npm start` reads from its environment. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStageFile } from '../../stack/monitor/read-stage-file.ts';
import { type Given, readSettings } from './read-settings.ts';

export type Environment = {
  /** Undefined when nothing was asked for. */
  port: number | undefined;
  /** Absolute. */
  dataDir: string;
  stage: string;
  /** Whether there is a Pulumi.<stage>.yaml. */
  hasStageFile: boolean;
  /** How long the Discord sandbox takes an interaction's token; undefined: as long as Discord does. */
  tokenLifeMs: number | undefined;
  /** Settings that are set; they win over what the sandboxes would give. */
  settings: Given;
};

const PROJECT_DIR = fileURLToPath(new URL('../../../..', import.meta.url));

/** @throws what is wrong with it, and what would be right */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  const stage = readStage(env.STAGE || 'dev');
  const stageFile = readStageFile(PROJECT_DIR, stage);
  return {
    port: env.PORT ? readPort(env.PORT) : undefined,
    dataDir: env.VALINE_DATA_DIR ? resolve(env.VALINE_DATA_DIR) : join(PROJECT_DIR, '.valine'),
    stage,
    hasStageFile: stageFile !== undefined,
    tokenLifeMs: env.SANDBOX_TOKEN_SECONDS ? readTokenLife(env.SANDBOX_TOKEN_SECONDS) : undefined,
    settings: readSettings(env, stageFile ?? {}),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`PORT is "${text}", which is no port. Set it to a number from 1 to 65535 (0: any free one).`);
}

/** A command shows its first answer within seconds: below that, no answer would be an edit of `@original`. */
function readTokenLife(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,3}$/.test(text) && seconds >= 1 && seconds <= 900) return seconds * 1000;
  throw new Error(`SANDBOX_TOKEN_SECONDS is "${text}". Set it to a number from 1 to 900, or unset it: Discord's 900.`);
}

/** As the Pulumi program takes it: it becomes part of every name in AWS. */
function readStage(text: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(text)) return text;
  throw new Error(
    `STAGE is "${text}". Set it to up to 20 lower-case letters, digits and hyphens, the first a letter, e.g. dev.`,
  );
}
