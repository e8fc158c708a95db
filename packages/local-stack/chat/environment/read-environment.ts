/** Reads and checks the environment of `npm start`, before anything starts. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSeed, type Seed } from '@valine/sandboxes/parse-seed';
import {
  GITHUB_APP,
  isSecret,
  nearestName,
  parseSettings,
  type SettingName,
  SettingsError,
  STAGE_NAME,
  settings,
} from '@valine/settings';
import { fullKey, readStageFile } from '../../stack/monitor/read-configuration.ts';
import { readSettingsFolder } from './read-settings-folder.ts';

export type Given = Partial<Record<SettingName, string>>;

export type Environment = {
  /** Undefined when PORT is not set. */
  port: number | undefined;
  /** Absolute. */
  dataDir: string;
  stage: string;
  /** Whether there is a Pulumi.<stage>.yaml. */
  hasStageFile: boolean;
  /** How long the Discord sandbox takes an interaction's token; undefined: as long as Discord does. */
  tokenLifeMs: number | undefined;
  /** Issues and workflows of one's own for the GitHub sandbox. */
  seed?: Seed;
  /** Settings from the environment. They win over those of the sandboxes. */
  settings: Given;
};

const PROJECT_DIR = fileURLToPath(new URL('../../../..', import.meta.url));

const NAMES = Object.keys(settings) as SettingName[];

/** `folder`: of settings; the environment wins over it. @throws what is wrong, and what would be right */
export function readEnvironment(environment: Record<string, string | undefined>, folder?: string): Environment {
  const written = folder === undefined ? {} : readSettingsFolder(folder);
  assertKnown(environment, written);
  const env = { ...written, ...environment };
  const stage = readStage(env.STAGE || 'dev');
  const stageFile = readStageFile(PROJECT_DIR, stage);
  const seed = readSeed(env);
  return {
    ...(seed && { seed }),
    port: env.PORT ? readPort(env.PORT) : undefined,
    dataDir: env.VALINE_DATA_DIR ? resolve(env.VALINE_DATA_DIR) : join(PROJECT_DIR, '.valine'),
    stage,
    hasStageFile: stageFile !== undefined,
    tokenLifeMs: env.SANDBOX_TOKEN_SECONDS ? readTokenLife(env.SANDBOX_TOKEN_SECONDS) : undefined,
    settings: readSettings(env, stageFile ?? {}),
  };
}

/** What else `npm start` reads. */
const OTHERS = ['PORT', 'VALINE_DATA_DIR', 'STAGE', 'SANDBOX_TOKEN_SECONDS', 'VALINE_SEED'];
/** What the other programs of this project, and the pipelines of GitHub, find there. */
const NOT_OURS = /^(GITHUB_SETUP_TOKEN|GITHUB_(?:ACTIONS?|REF|SHA|ENV|JOB)[A-Z_]*)$/;

/** A slip would be a setting that nothing reads. Much stands in an environment: what is near to none of ours is not ours. */
function assertKnown(environment: object, written: object): void {
  const known = [...NAMES, ...OTHERS];
  const isSlip = (name: string) => !known.includes(name) && !NOT_OURS.test(name);
  const slips = Object.keys(environment).filter(
    (name) =>
      isSlip(name) &&
      /^(DISCORD|GITHUB|ALLOWED|OPERATOR|VITE|VALINE|FRONTEND)_/.test(name) &&
      nearestName(name, known) !== undefined,
  );
  const unknown = [...slips, ...Object.keys(written).filter(isSlip)];
  if (unknown.length > 0)
    throw new Error(settingsMessage(unknown.map((name) => unknownMessage(name, nearestName(name, known)))));
}

function unknownMessage(name: string, meant: string | undefined): string {
  return `${name} is no setting. ${meant === undefined ? 'npm start -- --help lists them.' : `Did you mean ${meant}?`}`;
}

function readSeed({ VALINE_SEED: path, GITHUB_API_URL: otherGitHub }: Record<string, string | undefined>) {
  if (!path) return undefined;
  if (otherGitHub) throw new Error(seedNeedsSandboxMessage());
  const file = resolve(path);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(noSeedMessage(file, error), { cause: error });
  }
  return parseSeed(text, file);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`PORT is "${text}", which is no port. Set it to a number from 1 to 65535 (0: any free one).`);
}

/** At least a second: if the token expires sooner, no answer can be an edit of `@original`. */
function readTokenLife(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,3}$/.test(text) && seconds >= 1 && seconds <= 900) return seconds * 1000;
  throw new Error(`SANDBOX_TOKEN_SECONDS is "${text}". Set it to a number from 1 to 900, or unset it: Discord's 900.`);
}

function readStage(text: string): string {
  if (STAGE_NAME.test(text)) return text;
  throw new Error(
    `STAGE is "${text}". Set it to up to 20 lower-case letters, digits and hyphens, the first a letter, e.g. dev.`,
  );
}

/**
 * Returns settings as written. Empty ones count as not set. `stageFile` is the content of Pulumi.<stage>.yaml.
 * @throws all problems together, each with the value that was given, unless it is a secret
 */
function readSettings(env: Record<string, string | undefined>, stageFile: Record<string, string>): Given {
  const given: Given = Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const problems = [...valueProblems(given), ...appProblems(given, stageFile)];
  if (problems.length > 0) throw new Error(settingsMessage(problems));
  return given;
}

function valueProblems(given: Given): string[] {
  const names = NAMES.filter((name) => given[name] !== undefined);
  try {
    parseSettings(given, [], names);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map((problem) => withValue(problem, given));
  }
}

/** A GitHub App needs all its settings. The key is encrypted in the stage's file, so the local stack never reads it there. */
function appProblems(given: Given, stageFile: Record<string, string>): string[] {
  const missing = GITHUB_APP.filter((name) => !given[name] && !stageFile[fullKey(name)]);
  return missing.length === GITHUB_APP.length ? [] : missing.map(halfAppMessage);
}

function withValue(problem: string, given: Given): string {
  const name = NAMES.find((each) => problem.startsWith(`${each} `));
  if (name === undefined || isSecret(name)) return problem;
  return `${name}="${given[name]}"${problem.slice(name.length)}`;
}

function halfAppMessage(name: SettingName): string {
  return `${name} is not set, but other settings of the GitHub App are, here or in the stage's file: set it in the environment too.`;
}

function seedNeedsSandboxMessage(): string {
  return 'VALINE_SEED is for the GitHub sandbox, and GITHUB_API_URL asks for another GitHub. Unset one of them.';
}

function noSeedMessage(file: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `The seed file ${file} cannot be read (${why}). Set VALINE_SEED to a JSON file, or unset it.`;
}

function settingsMessage(problems: readonly string[]): string {
  const lines = problems.map((line) => `  ${line}`);
  return ['Settings in the environment are not right. Correct or unset them, and start again:', ...lines].join('\n');
}
