/** Reads a seed file: issues and workflows of one's own for the GitHub sandbox. */

export type SeedIssue = {
  title: string;
  labels: string[];
  daysOld: number;
  body?: string;
  assignee?: string;
  closedDaysAgo?: number;
};

/** `steps`: as the workflow file names them, without those that the runner adds. */
export type SeedWorkflow = { file: string; name: string; steps: string[]; inputs: string[]; failsAt?: string };

export type Seed = { issues?: SeedIssue[]; workflows?: SeedWorkflow[] };

type Reading = { problems: string[] };
type Fields = Record<string, unknown>;

/** `file` is only named. @throws all problems together, each with its place */
export function parseSeed(text: string, file: string): Seed {
  const reading: Reading = { problems: [] };
  const seed = readSeed(reading, parseJson(reading, text));
  if (reading.problems.length > 0) throw new Error(seedMessage(file, reading.problems));
  return seed;
}

function parseJson({ problems }: Reading, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    problems.push(`it is not JSON (${error instanceof Error ? error.message : error})`);
    return {};
  }
}

function readSeed(reading: Reading, value: unknown): Seed {
  const given = fieldsOf(reading, '', value, ['issues', 'workflows']);
  const issues = listOf(reading, 'issues', given['issues'], readIssue);
  const workflows = listOf(reading, 'workflows', given['workflows'], readWorkflow);
  return { ...(issues && { issues }), ...(workflows && { workflows }) };
}

function readIssue(reading: Reading, place: string, value: unknown): SeedIssue {
  const names = ['title', 'labels', 'assignee', 'body', 'days_old', 'closed_days_ago'];
  const given = fieldsOf(reading, place, value, names);
  const text = (name: string) => textOf(reading, `${place}.${name}`, given[name]);
  const days = (name: string) => daysOf(reading, `${place}.${name}`, given[name]);
  const [assignee, body, closedDaysAgo] = [text('assignee'), text('body'), days('closed_days_ago')];
  return {
    title: neededText(reading, `${place}.title`, given['title']),
    labels: listOf(reading, `${place}.labels`, given['labels'], neededText) ?? [],
    daysOld: days('days_old') ?? 1,
    ...(assignee !== undefined && { assignee }),
    ...(body !== undefined && { body }),
    ...(closedDaysAgo !== undefined && { closedDaysAgo }),
  };
}

function readWorkflow(reading: Reading, place: string, value: unknown): SeedWorkflow {
  const given = fieldsOf(reading, place, value, ['file', 'name', 'steps', 'inputs', 'fails_at']);
  const file = neededText(reading, `${place}.file`, given['file']);
  if (file !== '' && !/^[\w.-]+\.ya?ml$/.test(file))
    reading.problems.push(`${place}.file must be a file name as client-deploy.yml, not ${shown(file)}`);
  const steps = listOf(reading, `${place}.steps`, given['steps'], neededText) ?? [];
  if (steps.length === 0) reading.problems.push(`${place}.steps must list one step at least`);
  const failsAt = textOf(reading, `${place}.fails_at`, given['fails_at']);
  if (failsAt !== undefined && !steps.includes(failsAt))
    reading.problems.push(`${place}.fails_at must be one of its steps, not ${shown(failsAt)}`);
  const inputs = listOf(reading, `${place}.inputs`, given['inputs'], neededText) ?? [];
  const name = neededText(reading, `${place}.name`, given['name']);
  return { file, name, steps, inputs, ...(failsAt !== undefined && { failsAt }) };
}

function fieldsOf({ problems }: Reading, place: string, value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${place || 'the file'} must be an object with ${known.join(', ')}`);
    return {};
  }
  for (const name of Object.keys(value).filter((each) => !known.includes(each)))
    problems.push(`${place === '' ? name : `${place}.${name}`} is not known; there are ${known.join(', ')}`);
  return { ...value };
}

function listOf<T>(
  reading: Reading,
  place: string,
  value: unknown,
  read: (reading: Reading, place: string, value: unknown) => T,
): T[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((each, index) => read(reading, `${place}[${index}]`, each));
  reading.problems.push(`${place} must be a list, not ${shown(value)}`);
  return undefined;
}

function neededText(reading: Reading, place: string, value: unknown): string {
  if (value === undefined) reading.problems.push(`${place} is missing`);
  return textOf(reading, place, value) ?? '';
}

function textOf({ problems }: Reading, place: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  problems.push(`${place} must be a text, not ${shown(value)}`);
  return undefined;
}

function daysOf({ problems }: Reading, place: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0 && value <= 3650) return value;
  problems.push(`${place} must be a number of days from 0 to 3650, not ${shown(value)}`);
  return undefined;
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}

function seedMessage(file: string, problems: readonly string[]): string {
  const lines = problems.map((line) => `  ${line}`);
  return [`The seed file ${file} is not right. Correct it, or unset VALINE_SEED, and start again:`, ...lines].join(
    '\n',
  );
}
