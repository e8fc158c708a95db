/** The annotations of a job as GitHub's REST API shows them. */
import type { components } from '@octokit/openapi-types';
import type { Annotation } from '@valine/github-model';
import type { WorkflowRun } from '../../state/actions-state.ts';
import type { View } from '../../views/view.ts';

export function annotationView(
  { base, state }: View,
  { commit }: WorkflowRun,
  { path, line = 1, level, title = '', message }: Annotation,
): components['schemas']['check-annotation'] {
  return {
    path,
    blob_href: `${base}/${state.repository}/blob/${commit.sha}/${path}`,
    start_line: line,
    start_column: null,
    end_line: line,
    end_column: null,
    annotation_level: level,
    title,
    message,
    raw_details: '',
  };
}
