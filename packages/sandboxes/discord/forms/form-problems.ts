/** Collects what is wrong with a form and says it as Discord does (error 50035). */
import { refusals } from '@valine/discord-model';

type Path = readonly (string | number)[];
type Node = { [key: string]: Node | { code: string; message: string }[] };

export type FormProblems = {
  add(path: Path, code: string, message: string): void;
  /** True if the value is a text of allowed length, or absent where that is allowed. */
  text(path: Path, value: unknown, limits: { min?: number; max: number; required?: boolean }): boolean;
  /** The entries of a list that may have up to `max`; nothing when the value is no list. */
  list(path: Path, value: unknown, max: number): unknown[];
  /** @throws Refusal 50035 if anything was added */
  throwIfAny(): void;
};

export function createFormProblems(): FormProblems {
  const errors: Node = {};
  let count = 0;
  function add(path: Path, code: string, message: string): void {
    count += 1;
    let node = errors;
    for (const key of path) node = childOf(node, String(key));
    node._errors = [...(Array.isArray(node._errors) ? node._errors : []), { code, message }];
  }
  return {
    add,
    text: (path, value, limits) => checkText(add, path, value, limits),
    list: (path, value, max) => checkList(add, path, value, max),
    throwIfAny() {
      if (count > 0) throw refusals.invalidForm(errors);
    },
  };
}

function childOf(node: Node, key: string): Node {
  const existing = node[key];
  if (existing !== undefined && !Array.isArray(existing)) return existing;
  const child: Node = {};
  node[key] = child;
  return child;
}

function checkText(
  add: FormProblems['add'],
  path: Path,
  value: unknown,
  { min = 0, max, required = false }: { min?: number; max: number; required?: boolean },
): boolean {
  if (value === undefined || value === null) {
    if (required) add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return !required;
  }
  if (typeof value !== 'string') {
    add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
    return false;
  }
  // Discord counts characters, not UTF-16 units.
  const length = Array.from(value).length;
  if (length >= min && length <= max) return true;
  if (min > 0) add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  else add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  return false;
}

function checkList(add: FormProblems['add'], path: Path, value: unknown, max: number): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  if (value.length > max) add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  return value;
}
