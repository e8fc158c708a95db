/** The places that may break a rule, each with its reason. One that is not needed any more is itself a violation. */
import type { Violation } from './violation.ts';

export type Exception = {
  file: string;
  /** Part of what the violation says. */
  says: string;
  reason: string;
};

export const exceptions: readonly Exception[] = [
  {
    file: 'packages/github/create-octokit.ts',
    says: 'uses globalThis.fetch',
    reason: "the adapter to GitHub's HTTP API: the one place its client is made",
  },
  {
    file: 'packages/settings/parse-settings.ts',
    says: 'casts to',
    reason: 'the result is built name by name from one table; TypeScript cannot follow keys through a loop',
  },
  {
    file: 'packages/settings/settings.ts',
    says: 'casts to',
    reason: 'Object.keys of a constant table: TypeScript types its keys as strings',
  },
  {
    file: 'packages/commands/catalogue/index.ts',
    says: 'casts to CommandName',
    reason: 'Object.hasOwn was asked first; TypeScript does not narrow by it',
  },
];

/** The violations that no exception covers, and a violation for every exception that covers none. */
export function withoutExceptions(violations: readonly Violation[], allowed = exceptions): Violation[] {
  const covers = (exception: Exception, { file, says }: Violation) =>
    exception.file === file && says.includes(exception.says);
  const left = violations.filter((violation) => !allowed.some((exception) => covers(exception, violation)));
  const idle = allowed.filter((exception) => !violations.some((violation) => covers(exception, violation)));
  const says = (exception: Exception) =>
    `has an exception nobody needs (${exception.says}): remove it from exceptions.ts`;
  return [...left, ...idle.map((exception) => ({ file: exception.file, line: 1, says: says(exception) }))];
}
