/** The settings that stand in the environment of `npm start`, checked before anything starts. */
import { isSecret, parseSettings, type SettingName, SettingsError, settings } from '@valine/settings';
import { configurationKey } from '../../stack/monitor/read-configuration.ts';

export type Given = Partial<Record<SettingName, string>>;

const NAMES = Object.keys(settings) as SettingName[];
const GITHUB_APP = [
  'GITHUB_APP_ID',
  'GITHUB_APP_PRIVATE_KEY',
  'GITHUB_INSTALLATION_ID',
] as const satisfies SettingName[];

/**
 * As written; empty ones count as not set. `stageFile` is what Pulumi.<stage>.yaml says.
 * @throws everything that is wrong, each with the value that was given unless it is a secret
 */
export function readSettings(env: Record<string, string | undefined>, stageFile: Record<string, string>): Given {
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

/** Half a GitHub App signs nobody in. The key is never in the file as the local stack reads it: it is encrypted there. */
function appProblems(given: Given, stageFile: Record<string, string>): string[] {
  const missing = GITHUB_APP.filter((name) => !given[name] && !stageFile[configurationKey(name)]);
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

function settingsMessage(problems: readonly string[]): string {
  const lines = problems.map((line) => `  ${line}`);
  return ['Settings in the environment are not right. Correct or unset them, and start again:', ...lines].join('\n');
}
