/** Asks GitHub whether an older run of this workflow carries the same correlation id. */
import { setTimeout as wait } from 'node:timers/promises';
import { milliseconds, text } from './environment.mjs';

const PAGE = 100;
const PAGES = 3;
const ATTEMPTS = 3;

/**
 * The id of the oldest such run among the newest 300, whatever became of it; undefined where there is none.
 * @throws Error when GitHub does not say
 */
export async function findOlderRun(correlationId) {
  const own = Number(text('GITHUB_RUN_ID'));
  const found = [];
  for (let page = 1; page <= PAGES; page++) {
    const runs = await listRuns(page);
    found.push(...runs.filter((run) => run.id < own && carries(run, correlationId)).map(({ id }) => id));
    if (runs.length < PAGE) break;
  }
  return found.length === 0 ? undefined : Math.min(...found);
}

/**
 * By its name, `<workflow> — <id> by <requester>`, whatever the workflow is called; not by a push, whose name is its
 * commit's message, which anybody can word as they like.
 */
function carries({ event, display_title: title }, correlationId) {
  const named = `${title.slice(title.indexOf(' — ') + ' — '.length)} `;
  return /_dispatch$/.test(event) && named.startsWith(`${correlationId} by `);
}

/** Reading is tried again, as it changes nothing; what a second try cannot mend is not. */
async function listRuns(page) {
  for (let attempt = 1; ; attempt++) {
    const { runs, problem, isFinal } = await askForRuns(page);
    if (runs !== undefined) return runs;
    if (isFinal || attempt === ATTEMPTS) throw new Error(problem);
    await wait(milliseconds('VALINE_RETRY_MS', 1000) * attempt);
  }
}

async function askForRuns(page) {
  try {
    const response = await fetch(runsUrl(page), {
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${text('GITHUB_TOKEN')}`,
        'x-github-api-version': '2022-11-28',
      },
      signal: AbortSignal.timeout(milliseconds('VALINE_HTTP_TIMEOUT_MS', 10_000)),
    });
    if (!response.ok) return { problem: `HTTP ${response.status}`, isFinal: [401, 404].includes(response.status) };
    const { workflow_runs: runs } = await response.json();
    return Array.isArray(runs) ? { runs } : { problem: 'an answer without workflow runs' };
  } catch (error) {
    return { problem: error?.name === 'TimeoutError' ? 'no answer in time' : 'no readable answer' };
  }
}

/** The workflow's file from `owner/name/.github/workflows/<file>@<ref>`. */
function runsUrl(page) {
  const file = text('GITHUB_WORKFLOW_REF').split('@')[0].split('/').at(-1);
  const path = `repos/${text('GITHUB_REPOSITORY')}/actions/workflows/${encodeURIComponent(file)}/runs`;
  return `${text('GITHUB_API_URL')}/${path}?per_page=${PAGE}&page=${page}`;
}
