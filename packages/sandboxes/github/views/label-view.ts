/** Labels as GitHub's REST API shows them. */
import type { components } from '@octokit/openapi-types';
import type { Issue, Label } from '@valine/github-model';
import { repositoryUrl } from './repository-view.ts';
import { nodeId, type View } from './view.ts';

type Schemas = components['schemas'];

export function labelView(view: View, label: Label): Schemas['label'] {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(view)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function labelsOf(view: View, issue: Issue): Schemas['label'][] {
  return issue.labels.flatMap((name) => {
    const label = view.state.labels.find((each) => each.name === name);
    return label === undefined ? [] : [labelView(view, label)];
  });
}
