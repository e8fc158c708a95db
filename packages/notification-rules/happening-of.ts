/** What of a webhook's payload notification rules look at, field by field: what is odd in one takes nothing from the others. */
import { cutLine, type Happening } from '@valine/contracts';
import * as z from 'zod/mini';

/** What is as good as missing when it is odd. */
const orMissing = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);

const text = orMissing(z.string());
const number = orMissing(z.number());
const flag = orMissing(z.boolean());
const named = orMissing(z.object({ name: text }));
const user = orMissing(z.object({ login: text }));
const branch = orMissing(z.object({ ref: text }));
const labels = z.catch(z.array(z.catch(z.object({ name: text }), {})), []);
const subject = { number, title: text, html_url: text, labels };
const checked = { id: number, head_branch: text, conclusion: text };

const Payload = z.object({
  action: text,
  workflow: named,
  workflow_run: orMissing(
    z.object({
      ...{ ...checked, run_attempt: number, name: text, display_title: text, html_url: text },
      head_repository: orMissing(z.object({ full_name: text, owner: user })),
    }),
  ),
  check_suite: orMissing(z.object({ ...checked, app: named, updated_at: text })),
  deployment: orMissing(z.object({ id: number, ref: text, environment: text })),
  deployment_status: orMissing(z.object({ id: number, state: text, target_url: text, log_url: text })),
  pull_request: orMissing(z.object({ ...subject, base: branch, merged: flag })),
  review: orMissing(z.object({ state: text, html_url: text })),
  issue: orMissing(z.object(subject)),
  label: named,
  release: orMissing(z.object({ tag_name: text, name: text, html_url: text, target_commitish: text })),
  repository: orMissing(z.object({ full_name: text, html_url: text })),
  ref: text,
  compare: text,
  commits: orMissing(z.array(z.unknown())),
  head_commit: orMissing(z.object({ message: text })),
  created: flag,
  deleted: flag,
  forced: flag,
});
type Payload = z.infer<typeof Payload>;

type Told = { [Field in keyof Happening]?: Happening[Field] | undefined };

/** `event`: header `X-GitHub-Event`. `payload`: its body, parsed. */
export function happeningOf(event: string, payload: unknown): Happening {
  const sent = Payload.parse(isRecord(payload) ? payload : {});
  const told: Told = { action: sent.action, ...toldBy(event, sent) };
  const bounded = Object.entries(told).flatMap(([field, value]) => {
    if (value === undefined || value === '') return [];
    return [[field, typeof value === 'string' ? cutLine(value, field === 'url' ? 500 : 200) : value]];
  });
  return { event, labels: [], ...Object.fromEntries(bounded) };
}

function isRecord(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function toldBy(event: string, sent: Payload): Told {
  switch (event) {
    case 'workflow_run':
      return ofWorkflowRun(sent);
    case 'check_suite':
      return ofCheckSuite(sent);
    case 'deployment_status':
      return ofDeployment(sent);
    case 'pull_request':
      return ofPullRequest(sent);
    case 'pull_request_review':
      return { ...ofPullRequest(sent), conclusion: sent.review?.state?.toLowerCase(), url: sent.review?.html_url };
    case 'issues':
      return ofIssue(sent);
    case 'push':
      return ofPush(sent);
    case 'release':
      return ofRelease(sent);
    default:
      return {};
  }
}

/** A fork has a `main` of its own, which is nobody's but its owner's. */
function ofWorkflowRun({ workflow, workflow_run: run, repository }: Payload): Told {
  const fork = run?.head_repository;
  const isFork = fork?.full_name !== undefined && fork.full_name !== repository?.full_name;
  const owner = fork?.owner?.login ?? fork?.full_name?.split('/')[0];
  return {
    name: workflow?.name ?? run?.name,
    branch: isFork && run?.head_branch ? `${owner}:${run.head_branch}` : run?.head_branch,
    conclusion: run?.conclusion,
    title: run?.display_title,
    url: run?.html_url,
    ...orderOf(run?.id, run?.run_attempt ?? 1),
  };
}

function ofCheckSuite({ check_suite: suite }: Payload): Told {
  return {
    name: suite?.app?.name,
    branch: suite?.head_branch,
    conclusion: suite?.conclusion,
    // Checks that run again keep their suite.
    ...orderOf(suite?.id, Date.parse(suite?.updated_at ?? '') || 1),
  };
}

function ofDeployment({ deployment, deployment_status: status }: Payload): Told {
  return {
    name: deployment?.environment,
    branch: deployment?.ref,
    conclusion: status?.state,
    url: status?.log_url || status?.target_url,
    ...orderOf(deployment?.id, status?.id ?? 1),
  };
}

function ofIssue(sent: Payload): Told {
  return { ...ofSubject(sent.issue), ...ofLabel(sent) };
}

/** Whoever waits for a label is told when it is given, and not of each other label from then on. */
function ofLabel({ action, label }: Pick<Payload, 'action' | 'label'>): Told {
  if (action !== 'labeled' && action !== 'unlabeled') return {};
  return { labels: label?.name ? [cutLine(label.name, 50)] : [] };
}

function ofPullRequest({ action, pull_request: pull, label }: Payload): Told {
  return {
    ...ofSubject(pull),
    ...ofLabel({ action, label }),
    branch: pull?.base?.ref,
    ...(action === 'closed' && pull?.merged && { action: 'merged' }),
  };
}

function ofSubject(given: Payload['issue']): Told {
  const names = given?.labels.flatMap(({ name }) => (name ? [cutLine(name, 50)] : [])).slice(0, 20);
  return {
    number: given?.number,
    title: given?.title,
    url: given?.html_url,
    ...(names && { labels: names }),
  };
}

/** Of a tag there is no branch. */
function ofPush({ ref, compare, commits, head_commit, created, deleted, forced }: Payload): Told {
  return {
    action: created ? 'created' : deleted ? 'deleted' : forced ? 'forced' : 'pushed',
    branch: ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined,
    name: ref?.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
    title: head_commit?.message?.split('\n', 1)[0],
    url: compare,
    commits: commits?.length,
  };
}

function ofRelease({ release }: Payload): Told {
  return {
    name: release?.tag_name,
    title: release?.name,
    url: release?.html_url,
    branch: release?.target_commitish,
  };
}

function orderOf(id: number | undefined, attempt: number): Pick<Told, 'order'> {
  return id === undefined ? {} : { order: { id, attempt } };
}
