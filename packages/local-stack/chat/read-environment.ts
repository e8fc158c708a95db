/** What `npm start` reads from its environment. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SettingName, settings } from '@valine/settings';

export type Environment = {
  /** Undefined when nothing was asked for. */
  port: number | undefined;
  /** Absolute. */
  dataDir: string;
  stage: string;
  /** Settings that are set; they win over what the sandboxes would give. */
  settings: Partial<Record<SettingName, string>>;
};

const PROJECT_DIR = fileURLToPath(new URL('../../..', import.meta.url));

/** @throws what is wrong with it, and what would be right */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  const names = Object.keys(settings) as SettingName[];
  const given = names.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
  return {
    port: env.PORT ? readPort(env.PORT) : undefined,
    dataDir: env.VALINE_DATA_DIR ? resolve(env.VALINE_DATA_DIR) : join(PROJECT_DIR, '.valine'),
    stage: readStage(env.STAGE || 'dev'),
    settings: Object.fromEntries(given),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`PORT is "${text}", which is no port. Set it to a number from 1 to 65535 (0: any free one).`);
}

function readStage(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,19}$/i.test(text)) return text;
  throw new Error(`STAGE is "${text}". A stage's name has up to 20 letters, digits and dashes, e.g. dev.`);
}
