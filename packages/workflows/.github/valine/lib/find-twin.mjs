/** Asks GitHub whether another run of this workflow carries the same correlation id, and has done the work or is at it. */
import { setTimeout as wait } from 'node:timers/promises';
import { milliseconds, text } from './environment.mjs';

const PAGE = 100;
const PAGES = 3;
const ATTEMPTS = 3;

/**
 * The id of the oldest such run among the newest 300; undefined where there is none.
 * @throws Error when GitHub does not say
 */
export async function findTwin(correlationId) {
  const own = Number(text('GITHUB_RUN_ID'));
  const twins = [];
  for (let page = 1; page <= PAGES; page++) {
    const runs = await listRuns(page);
    twins.push(...runs.filter((run) => run?.id !== own && carries(run, correlationId)));
    if (runs.length < PAGE) break;
  }
  for (const twin of twins.toSorted((one, other) => one.id - other.id))
    if ((twin.id < own ? ranOrRuns(twin) : await hasWorked(twin)) || (await hasDeployed(twin))) return twin.id;
  return undefined;
}

/**
 * By its name, `<workflow> — <id> by <requester>`, whatever the workflow is called; not by a push, whose name is its
 * commit's message, which anybody can word as they like. A run without a name is nobody's twin.
 */
function carries(run, correlationId) {
  const { event, display_title: title } = run ?? {};
  if (typeof title !== 'string' || !/_dispatch$/.test(event ?? '')) return false;
  const named = `${title.slice(title.indexOf(' — ') + ' — '.length)} `;
  return named.startsWith(`${correlationId} by `);
}

/** Ends of a run that did nothing, or was stopped in it: a newer run of the group pushes out one that waits. */
const UNDONE = ['cancelled', 'skipped', 'startup_failure', 'action_required', 'stale'];

/** One that waits for its turn has not begun, and may never; one that waits for a person holds its concurrency group. */
const UNBEGUN = ['queued', 'pending', 'requested'];

/** The step after which the site is the new one, by the words that a deploy of one's own may call it by. */
const DEPLOYS = /s3 sync|sync to s3/i;

function ranOrRuns({ status, conclusion }) {
  return !UNBEGUN.includes(status) && !UNDONE.includes(conclusion);
}

/** A newer run may have come first. One that the guard has ended succeeds as well, with all of its steps skipped. */
async function hasWorked({ id, status, conclusion }) {
  if (status !== 'completed' || !conclusion || UNDONE.includes(conclusion)) return false;
  const jobs = await ask(jobsUrl(id), 'jobs');
  return jobs.some(({ steps }) => {
    const afterGuard = Array.isArray(steps) ? steps.slice(steps.findIndex(isGuard) + 1) : [];
    return afterGuard.some(
      ({ name, conclusion: end }) => end !== 'skipped' && !/^(Post |Complete job)/.test(name ?? ''),
    );
  });
}

/** It was cancelled once its work was done. Where that cannot be read it counts as undone: to deploy twice does no harm. */
async function hasDeployed({ id, conclusion }) {
  if (conclusion !== 'cancelled') return false;
  const jobs = await ask(jobsUrl(id), 'jobs').catch(() => []);
  const steps = jobs.flatMap((job) => (Array.isArray(job?.steps) ? job.steps : []));
  return steps.some(({ name, conclusion: end }) => DEPLOYS.test(name ?? '') && end === 'success');
}

function isGuard({ name }) {
  return name === 'Guard against double runs';
}

function listRuns(page) {
  return ask(runsUrl(page), 'workflow_runs');
}

/** Reading is tried again, as it changes nothing; what a second try cannot mend is not. */
async function ask(url, field) {
  for (let attempt = 1; ; attempt++) {
    const { list, problem, isFinal } = await askOnce(url, field);
    if (list !== undefined) return list;
    if (isFinal || attempt === ATTEMPTS) throw new Error(problem);
    await wait(milliseconds('VALINE_RETRY_MS', 1000) * attempt);
  }
}

async function askOnce(url, field) {
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${text('GITHUB_TOKEN')}`,
        'x-github-api-version': '2022-11-28',
      },
      signal: AbortSignal.timeout(milliseconds('VALINE_HTTP_TIMEOUT_MS', 10_000)),
    });
    if (!response.ok) return { problem: `HTTP ${response.status}`, isFinal: [401, 404].includes(response.status) };
    const list = (await response.json())[field];
    return Array.isArray(list) ? { list } : { problem: `an answer without ${field.replace('_', ' ')}` };
  } catch (error) {
    return { problem: error?.name === 'TimeoutError' ? 'no answer in time' : 'no readable answer' };
  }
}

/** The workflow's file from `owner/name/.github/workflows/<file>@<ref>`. */
function runsUrl(page) {
  const file = text('GITHUB_WORKFLOW_REF').split('@')[0].split('/').at(-1);
  return `${actionsUrl()}/workflows/${encodeURIComponent(file)}/runs?per_page=${PAGE}&page=${page}`;
}

function jobsUrl(id) {
  return `${actionsUrl()}/runs/${id}/jobs?per_page=${PAGE}`;
}

function actionsUrl() {
  return `${text('GITHUB_API_URL')}/repos/${text('GITHUB_REPOSITORY')}/actions`;
}
