/** Reads settings of a table from names and strings, and reports every problem at once. */
import * as z from 'zod/mini';
import type { Setting } from './ingress-settings.ts';

/** Everything that is wrong with a set of settings, one line each: name, problem, what it is for. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Settings are not complete. Set or correct:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

export type Table = Readonly<Record<string, Setting>>;
/** What they are once they are read. */
export type ValuesOf<T extends Table> = { [Name in keyof T]: z.output<T[Name]['schema']> };

/**
 * Picks `required` and `optional` settings out of `source` (an environment, or Pulumi configuration).
 * An empty string counts as not set. @throws SettingsError
 */
export function parseWith<T extends Table, R extends keyof T & string, O extends keyof T & string = never>(
  table: T,
  source: Record<string, string | undefined>,
  required: readonly R[],
  optional: readonly O[] = [],
): Pick<ValuesOf<T>, R> & Partial<Pick<ValuesOf<T>, O>> {
  const problems: string[] = [];
  const parsed: Record<string, unknown> = {};
  const isRequired = new Set<string>(required);
  for (const name of new Set([...required, ...optional])) {
    const definition: Setting = table[name];
    const value = source[name] || definition.default;
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
  return parsed as Pick<ValuesOf<T>, R> & Partial<Pick<ValuesOf<T>, O>>;
}
