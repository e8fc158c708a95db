/** A run of a workflow, from GitHub's JSON. */
import { type Fields, fieldsOf, findTime, textOf, wholeNumber } from '../json-fields.ts';
import type { WorkflowRunInfo } from './github-actions.ts';

/** What the question already tells of a run. `repository` is `owner/name`. */
type RunQuery = { repository: string; id?: number };

/** Undefined for what has no id. */
export function fromWorkflowRunJson(json: unknown, asked: RunQuery): WorkflowRunInfo | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields.id) ?? asked.id;
  if (id === undefined) return undefined;
  const name = textOf(fields.name) ?? workflowFileOf(fields);
  return {
    id,
    attempt: wholeNumber(fields.run_attempt) ?? 1,
    url: textOf(fields.html_url) ?? `https://github.com/${asked.repository}/actions/runs/${id}`,
    workflowFile: workflowFileOf(fields),
    name,
    displayTitle: textOf(fields.display_title) ?? name,
    event: textOf(fields.event) ?? 'unknown',
    status: textOf(fields.status) ?? 'unknown',
    conclusion: textOf(fields.conclusion) ?? null,
    ...timesOf(fields),
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
