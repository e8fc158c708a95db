/** Turns the options of an interaction into the values a handler expects, or says everything that is wrong with them. */
import type { Command, Option, OptionsOf } from './define-command.ts';

export type GivenValue = string | number | boolean;
/** An option as Discord sends it; a subcommand has no value. */
export type GivenOption = { name: string; value?: GivenValue | undefined };

export type OptionProblem =
  | { problem: 'unknown'; option: string }
  | { problem: 'given-twice'; option: string }
  | { problem: 'missing'; option: string }
  | { problem: 'blank'; option: string }
  | { problem: 'wrong-kind'; option: string; expected: Option['kind'] }
  | { problem: 'too-long'; option: string; maxLength: number }
  | { problem: 'out-of-range'; option: string; min: number; max: number };

export type ParsedOptions<C extends Command> =
  | { ok: true; values: Record<string, GivenValue> & OptionsOf<C> }
  | { ok: false; problems: OptionProblem[] };

/** Text is trimmed. Blank text is refused: a person who gives an option does not mean what is done without it. */
export function parseOptions<C extends Command>(command: C, given: readonly GivenOption[]): ParsedOptions<C> {
  const values = valuesOf(given);
  const problems = [...findRepeated(given), ...findProblems(command, values)];
  return problems.length === 0 && isOptionsOf(command, values) ? { ok: true, values } : { ok: false, problems };
}

/** True if `values` are what the command's definition promises its handler. */
export function isOptionsOf<C extends Command>(
  command: C,
  values: Record<string, GivenValue | undefined>,
): values is Record<string, GivenValue> & OptionsOf<C> {
  return findProblems(command, values).length === 0;
}

function valuesOf(given: readonly GivenOption[]): Record<string, GivenValue | undefined> {
  return Object.fromEntries(given.map(({ name, value }) => [name, typeof value === 'string' ? value.trim() : value]));
}

function findRepeated(given: readonly GivenOption[]): OptionProblem[] {
  const names = given.map(({ name }) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return Array.from(repeated, (option) => ({ problem: 'given-twice', option }));
}

function findProblems(command: Command, values: Record<string, GivenValue | undefined>): OptionProblem[] {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(command.options, name));
  return [
    ...unknown.map((option): OptionProblem => ({ problem: 'unknown', option })),
    ...Object.entries(command.options).flatMap(([name, option]) => {
      const given = Object.hasOwn(values, name);
      if (!given) return option.required ? [{ problem: 'missing', option: name } as const] : [];
      return findProblem(name, option, values[name]) ?? [];
    }),
  ];
}

function findProblem(name: string, option: Option, value: GivenValue | undefined): OptionProblem | undefined {
  switch (option.kind) {
    case 'text':
      if (typeof value !== 'string') return { problem: 'wrong-kind', option: name, expected: 'text' };
      if (isBlank(value)) return { problem: 'blank', option: name };
      if (lengthOf(value) <= option.maxLength) return undefined;
      return { problem: 'too-long', option: name, maxLength: option.maxLength };
    case 'integer':
      if (!Number.isSafeInteger(value)) return { problem: 'wrong-kind', option: name, expected: 'integer' };
      if (Number(value) >= option.min && Number(value) <= option.max) return undefined;
      return { problem: 'out-of-range', option: name, min: option.min, max: option.max };
    case 'user':
      return typeof value === 'string' && /^\d{1,20}$/.test(value)
        ? undefined
        : { problem: 'wrong-kind', option: name, expected: 'user' };
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { problem: 'wrong-kind', option: name, expected: 'boolean' };
  }
}

/** Nothing that a person would see: white space, and characters without a shape. */
function isBlank(text: string): boolean {
  return /^[\s\p{Z}\p{C}]*$/u.test(text);
}

/** In characters, as a person counts them and Discord does, not in UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
