/** Runs, jobs, artifacts, annotations and logs as we use them, from what GitHub answers. */
import { stripVTControlCharacters } from 'node:util';
import { type Fields, fieldsOf, findTime, listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import type {
  Annotation,
  Artifact,
  GroupHolder,
  RunHead,
  WorkflowJob,
  WorkflowRunInfo,
  WorkflowStep,
} from './github-actions.ts';

/** What the request already tells of a run. `repository` is `owner/name`. */
type RunQuery = { repository: string; pages?: string; id?: number };

/** Undefined for what has no id. */
export function fromWorkflowRunJson(json: unknown, query: RunQuery): WorkflowRunInfo | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id) ?? query.id;
  if (id === undefined) return undefined;
  const name = textOf(fields.name) ?? workflowFileOf(fields);
  return {
    id,
    attempt: wholeNumber(fields.run_attempt) ?? 1,
    url: textOf(fields.html_url) ?? `${query.pages ?? 'https://github.com'}/${query.repository}/actions/runs/${id}`,
    workflowFile: workflowFileOf(fields),
    name,
    displayTitle: textOf(fields.display_title) ?? name,
    event: textOf(fields.event) ?? 'unknown',
    status: textOf(fields.status) ?? 'unknown',
    conclusion: textOf(fields.conclusion) ?? null,
    ...timesOf(fields),
    ...headOf(fields),
  };
}

/** Of `.github/workflows/client-deploy.yml@refs/heads/main` the name of the file. */
function workflowFileOf({ path }: Fields): string {
  const [file = ''] = (textOf(path) ?? '').split('@');
  return file.slice(file.lastIndexOf('/') + 1);
}

/** An attempt starts no earlier than its run was created, and was changed no earlier than it started. */
function timesOf(fields: Fields): Pick<WorkflowRunInfo, 'createdAt' | 'startedAt' | 'updatedAt'> {
  const createdAt = findTime(fields.created_at) ?? findTime(fields.run_started_at) ?? 0;
  const startedAt = findTime(fields.run_started_at) ?? createdAt;
  return { createdAt, startedAt, updatedAt: findTime(fields.updated_at) ?? startedAt };
}

/** What it works on: REST and webhooks tell it alike. To be put among the fields of a run: none where nothing is known. */
export function headOf(run: unknown): { head?: RunHead } {
  const { head_branch, head_sha, head_commit } = fieldsOf(run);
  const { message, author } = fieldsOf(head_commit);
  const [branch, title, name] = [head_branch, message, fieldsOf(author).name].map(lineOf);
  const sha = shaOf(head_sha);
  const head = {
    ...(branch && { branch }),
    ...(sha && { sha }),
    ...(title && { title }),
    ...(name && { author: name }),
  };
  return Object.keys(head).length === 0 ? {} : { head };
}

function shaOf(value: unknown): string | undefined {
  return /^[0-9a-f]{7,64}$/.exec(textOf(value) ?? '')?.[0];
}

/** Whoever commits chooses them, and one line may be megabytes: nobody is shown more than this. */
const MOST_CHARACTERS = 300;

/** The first line that says something. */
function lineOf(value: unknown): string | undefined {
  const [line = ''] = (textOf(value) ?? '').trimStart().split(/[\r\n]/, 1);
  return textOf(line.slice(0, MOST_CHARACTERS).trim());
}

/** Names of the groups that a run is in. */
export function groupNamesFromJson(groups: unknown): string[] {
  return listOf(groups, (group) => textOf(fieldsOf(group).group_name));
}

/** Of a group, the member that is in progress and is not that run. */
export function holderFromJson(group: unknown, runId: number, repository: string): GroupHolder | undefined {
  for (const { run_id, run_html_url, status } of listOf(fieldsOf(group).group_members, fieldsOf)) {
    const id = wholeNumber(run_id);
    if (status !== 'in_progress' || id === undefined || id === runId) continue;
    return { id, url: textOf(run_html_url) ?? `https://github.com/${repository}/actions/runs/${id}` };
  }
  return undefined;
}

/** Undefined for what has no id. */
export function fromJobJson(json: unknown): WorkflowJob | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id);
  if (id === undefined) return undefined;
  return {
    id,
    name: textOf(fields.name) ?? `Job ${id}`,
    url: textOf(fields.html_url) ?? '',
    ...progressOf(fields),
    steps: Array.isArray(fields.steps) ? fields.steps.map(fromStepJson) : [],
  };
}

function fromStepJson(json: unknown, index: number): WorkflowStep {
  const fields = fieldsOf(json);
  const number = wholeNumber(fields.number) ?? index + 1;
  return { name: textOf(fields.name) ?? `Step ${number}`, number, ...progressOf(fields) };
}

type Progress = Pick<WorkflowJob, 'status' | 'conclusion' | 'startedAt' | 'completedAt'>;

function progressOf(fields: Fields): Progress {
  const [startedAt, completedAt] = [findTime(fields.started_at), findTime(fields.completed_at)];
  return {
    status: textOf(fields.status) ?? 'unknown',
    conclusion: textOf(fields.conclusion) ?? null,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
  };
}

/** Those of that name, the newest first: every attempt of a run leaves its own. */
export function fromArtifactsJson(json: unknown, name: string): Artifact[] {
  return listOf(json, fromArtifactJson)
    .filter((artifact) => artifact.name === name)
    .sort((one, other) => other.createdAt - one.createdAt || other.id - one.id);
}

function fromArtifactJson(json: unknown): Artifact | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id);
  if (id === undefined) return undefined;
  const sizeBytes = wholeNumber(fields.size_in_bytes) ?? 0;
  const createdAt = timeOf(fields.created_at);
  return { id, name: textOf(fields.name) ?? '', sizeBytes, expired: fields.expired === true, createdAt };
}

/** Undefined for what says nothing. */
export function fromAnnotationJson(json: unknown): Annotation | undefined {
  const fields = fieldsOf(json);
  const message = textOf(fields.message);
  if (message === undefined) return undefined;
  const line = wholeNumber(fields.start_line);
  const title = textOf(fields.title);
  return {
    level: levelOf(fields.annotation_level),
    path: textOf(fields.path) ?? '',
    ...(line === undefined ? {} : { line }),
    ...(title === undefined ? {} : { title }),
    message,
  };
}

function levelOf(level: unknown): Annotation['level'] {
  return level === 'failure' || level === 'warning' ? level : 'notice';
}

/** What the runner puts before every line, e.g. `2026-03-02T09:00:00.1234567Z `. */
const TIMESTAMP = /^\uFEFF?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z ?/;

/** The end of a job's log, as a person reads it. `cut`: the log begins earlier than these bytes; then a line that lost its beginning is left out. */
export function toLogText(bytes: Uint8Array, cut: boolean): string {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const whole = cut && lines.length > 1 ? lines.slice(1) : lines;
  return stripVTControlCharacters(whole.map((line) => line.replace(TIMESTAMP, '')).join('\n')).trimEnd();
}
