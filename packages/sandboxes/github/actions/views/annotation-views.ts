/** The annotations of a failed job as GitHub's REST API shows them. */
import type { components } from '@octokit/openapi-types';
import type { View } from '../../views/view.ts';
import type { Attempt, WorkflowRun } from '../actions-state.ts';
import { failureOf } from '../work/job-log.ts';

type Annotation = components['schemas']['check-annotation'];

export function annotationViews(view: View, run: WorkflowRun, attempt: Attempt): Annotation[] {
  const failed = attempt.steps.find(({ conclusion }) => conclusion === 'failure');
  if (failed === undefined) return [];
  const { file, line, message } = failureOf(run, attempt, failed);
  const at = (path: string, start: number, text: string): Annotation => ({
    path,
    blob_href: `${view.base}/${view.state.repository}/blob/${run.commit.sha}/${path}`,
    start_line: start,
    start_column: null,
    end_line: start,
    end_column: null,
    annotation_level: 'failure',
    title: '',
    message: text,
    raw_details: '',
  });
  // The runner's own comes beside what the step said.
  return [at(file, line, message), at('.github', 1, 'Process completed with exit code 1.')];
}
