/** Everything a repository holds, as data that can be written to a file. Rules change it in place. */
import type { Commit } from './code.ts';
import type { Comment, Issue } from './issues.ts';
import type { Label } from './labels.ts';
import type { Secret } from './settings.ts';

export type GitHubModel = {
  /** `owner/name`. */
  repository: string;
  labels: Label[];
  /** Pull requests are among them. */
  issues: Issue[];
  comments: Comment[];
  /** SHA by name. */
  branches: Record<string, string>;
  /** By SHA. */
  commits: Record<string, Commit>;
  /** Value by name. */
  variables: Record<string, string>;
  /** By name. */
  secrets: Record<string, Secret>;
};

export function emptyModel(repository: string): GitHubModel {
  return {
    repository,
    labels: [],
    issues: [],
    comments: [],
    branches: {},
    commits: {},
    variables: {},
    secrets: {},
  };
}

export function ownerOf({ repository }: Pick<GitHubModel, 'repository'>): string {
  return repository.split('/')[0] ?? repository;
}
