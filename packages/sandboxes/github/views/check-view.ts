/** Checks and statuses of a commit, and what a branch asks for, as GitHub's REST API shows them. */
import {
  type CheckRun,
  type CheckSuite,
  type CommitStatus,
  combinedStatus,
  type Protection,
  pullRequestsAt,
} from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { pullInCheckView } from './pull-view.ts';
import { pageUrl, repositoryUrl, type Shown, type View } from './view.ts';

export function checkRunView(view: View, run: CheckRun): Shown<'check-run'> {
  const { id, sha, name, status, conclusion, startedAt, completedAt } = run;
  const page = `${pageUrl(view)}/runs/${id}`;
  return {
    id,
    head_sha: sha,
    name,
    status,
    ...({ conclusion } as Shown<'check-run'>),
    url: `${repositoryUrl(view)}/check-runs/${id}`,
    html_url: page,
    details_url: run.url ?? page,
    started_at: startedAt === undefined ? null : timestamp(startedAt),
    completed_at: completedAt === undefined ? null : timestamp(completedAt),
    check_suite: { id: run.suiteId },
    pull_requests: pullsView(view, sha),
  };
}

export function checkSuiteView(view: View, { id, sha, status, conclusion, runs }: CheckSuite): Shown<'check-suite'> {
  return {
    id,
    head_sha: sha,
    head_branch: pullRequestsAt(view.state, sha)[0]?.pullRequest.head ?? null,
    status,
    ...({ conclusion } as Shown<'check-suite'>),
    url: `${repositoryUrl(view)}/check-suites/${id}`,
    check_runs_url: `${repositoryUrl(view)}/check-suites/${id}/check-runs`,
    latest_check_runs_count: runs.length,
    pull_requests: pullsView(view, sha),
  };
}

/** Those whose head it is. */
export function pullsView(view: View, sha: string) {
  return pullRequestsAt(view.state, sha).map((pull) => pullInCheckView(view, pull));
}

export function combinedStatusView(view: View, sha: string): Shown<'combined-commit-status'> {
  const { state, statuses } = combinedStatus(view.state, sha);
  return { state, sha, total_count: statuses.length, statuses: statuses.map(statusView) };
}

function statusView({ id, context, state, description, url, at }: CommitStatus): Shown<'simple-commit-status'> {
  return { id, context, state, description, target_url: url, created_at: timestamp(at), updated_at: timestamp(at) };
}

/** `tree`: of its newest commit. */
export function branchView(
  view: View,
  { name, sha, tree }: { name: string; sha: string; tree: string },
): Shown<'branch-with-protection'> {
  const protection = view.state.protections[name];
  const contexts = [...(protection?.requiredChecks ?? [])];
  return {
    name,
    commit: { sha, commit: { tree: { sha: tree } } },
    protected: protection !== undefined,
    protection: {
      enabled: protection !== undefined,
      required_status_checks: {
        enforcement_level: contexts.length > 0 ? 'non_admins' : 'off',
        contexts,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    },
    protection_url: protectionUrl(view, name),
  };
}

export function protectionView(view: View, name: string, protection: Protection): Shown<'branch-protection'> {
  const { requiredChecks, requiredApprovals, upToDate = false, dismissStale = false } = protection;
  const contexts = [...requiredChecks];
  const checks = { strict: upToDate, contexts, checks: contexts.map((context) => ({ context, app_id: null })) };
  const reviews = { dismiss_stale_reviews: dismissStale, required_approving_review_count: requiredApprovals };
  return {
    url: protectionUrl(view, name),
    ...(contexts.length === 0 ? {} : { required_status_checks: checks }),
    ...(requiredApprovals === 0
      ? {}
      : { required_pull_request_reviews: { ...reviews, require_code_owner_reviews: false } }),
  };
}

function protectionUrl(view: View, name: string): string {
  return `${repositoryUrl(view)}/branches/${encodeURIComponent(name)}/protection`;
}
