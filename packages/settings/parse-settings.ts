/** Reads settings from names and strings, and reports every problem at once. */
import * as z from 'zod/mini';
import { type SettingName, type Settings, settings } from './settings.ts';

/** Everything that is wrong with a set of settings, one line each: name, problem, what it is for. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Settings are not complete. Set or correct:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Picks `required` and `optional` settings out of `source` (an environment, or Pulumi configuration).
 * An empty string counts as not set. @throws SettingsError
 */
export function parseSettings<R extends SettingName, O extends SettingName = never>(
  source: Record<string, string | undefined>,
  required: readonly R[],
  optional: readonly O[] = [],
): Pick<Settings, R> & Partial<Pick<Settings, O>> {
  const problems: string[] = [];
  const parsed: Record<string, unknown> = {};
  const isRequired = new Set<SettingName>(required);
  for (const name of new Set<SettingName>([...required, ...optional])) {
    const definition = settings[name];
    const value = source[name] || ('default' in definition ? definition.default : undefined);
    if (value === undefined) {
      if (isRequired.has(name)) problems.push(`${name} is not set: ${definition.description}`);
      continue;
    }
    const result = z.safeParse(definition.schema, value);
    if (result.success) parsed[name] = result.data;
    else problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}: ${definition.description}`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: built name by name from one table, through which TypeScript cannot follow keys
  return parsed as Pick<Settings, R> & Partial<Pick<Settings, O>>;
}
