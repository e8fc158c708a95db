/** Reads of a workflow's file what starts it. */
import { parse } from 'yaml';

export type Workflow = {
  runName: string;
  /** Of `workflow_dispatch`; undefined where it has no such trigger. */
  inputs: readonly { name: string; required: boolean }[] | undefined;
  /** Types of `repository_dispatch`, empty for all; undefined where it has no such trigger. */
  events: readonly string[] | undefined;
};

/** Undefined for what is no workflow. */
export function readWorkflow(text: string): Workflow | undefined {
  const read = parsed(text);
  if (!isObject(read) || !('on' in read)) return undefined;
  const triggers = triggersOf(read['on']);
  const dispatch = triggers['workflow_dispatch'];
  const repository = triggers['repository_dispatch'];
  return {
    runName: String(read['run-name'] ?? ''),
    inputs: 'workflow_dispatch' in triggers ? inputsOf(isObject(dispatch) ? dispatch['inputs'] : undefined) : undefined,
    events:
      'repository_dispatch' in triggers ? textsOf(isObject(repository) ? repository['types'] : undefined) : undefined,
  };
}

/** One name, a list of names, or what each is told. */
function triggersOf(on: unknown): Record<string, unknown> {
  if (isObject(on)) return on;
  return Object.fromEntries(textsOf(on).map((name) => [name, undefined]));
}

function inputsOf(inputs: unknown): { name: string; required: boolean }[] {
  if (!isObject(inputs)) return [];
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    required: isObject(input) && input['required'] === true && input['default'] === undefined,
  }));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
