/** What the reports tell of: from our own records, and by four reads of GitHub. What could not be read is unknown. */
import {
  type FoundMerges,
  type FoundPullRequest,
  GitHubError,
  type MergedPullRequest,
  type WorkflowRunInfo,
} from '@valine/github';
import { logUnreadable, timeLeft } from '@valine/lambda-kit';
import { findOrTell, mergedTasks, type OnUnreadable, type Plan, type Task, tasksOf } from '@valine/records';
import { type People, peopleOf } from '../../people/people-of.ts';
import type { Ports } from '../../ports.ts';

export type Known<Value> = Value | 'unknown';

/** Who is asked for a review of it: logins, and teams with an `@`. */
export type Review = { number: number; url: string; askedFor: string[]; updatedAt: number };

/**
 * A pull request that was merged into the default branch, or the task of a plan that was merged or done. `at`: by GitHub, or where
 * it does not tell, when the plan heard of it.
 */
export type Merge = { at: number } & (
  | { of: { task: Task; planId: string } }
  | { of?: undefined; pull: MergedPullRequest }
);

/** `since`: epoch milliseconds. Runs: the newest first. */
export type Facts = {
  since: number;
  /** Of Client Deploy: older ones too, so that the latest is among them. */
  deploys: Known<readonly WorkflowRunInfo[]>;
  /** More than these may be since then. */
  moreDeploys: boolean;
  /** The last ones, whenever they were: the latest may be under way. */
  diagnoses: Known<readonly WorkflowRunInfo[]>;
  reviews: Known<readonly Review[]>;
  /** The newest first. */
  merged: readonly Merge[];
  /** Whether those of no plan are among them: `partly` where there may be more. */
  mergedIs: Known<'whole' | 'partly'>;
  /** Those that are open, the newest first, and those that have ended since. */
  plans: readonly Plan[];
  ended: readonly Plan[];
  /** Ids of plans that are not among them: what of them is merged or open is unknown. */
  unreadPlans: readonly string[];
  people: People;
};

const MOST_RUNS = 50;
const LAST_RUNS = 5;
const MOST_OPEN = 10;
const MOST_ENDED = 50;
/** More people are not named. */
const MOST_LOGINS = 10;
const READING_MS = 4000;
/** What writing the record and sending it takes at most. */
const FINISHING_MS = 6000;

type ReportPorts = Pick<Ports, 'store' | 'actions' | 'lookups' | 'logger' | 'settings' | 'clock' | 'deadline'>;

export async function readFacts(ports: ReportPorts, since: number): Promise<Facts> {
  const { deployWorkflow, diagnoseWorkflow, workflowRef } = ports.settings;
  const unreadPlans: string[] = [];
  const onUnreadable: OnUnreadable = (error) => {
    logUnreadable(ports.logger)(error);
    unreadPlans.push(error.id);
  };
  const ofMain = (runs: readonly WorkflowRunInfo[]) =>
    runs.filter(({ head }) => head?.branch === undefined || head.branch === workflowRef);
  const [deploys, diagnoses, pulls, merges, plans, ended] = await Promise.all([
    runsOf(ports, deployWorkflow, MOST_RUNS),
    runsOf(ports, diagnoseWorkflow, LAST_RUNS),
    known(ports, 'open pull requests', () => ports.lookups.openPullRequests()),
    known(ports, 'merged pull requests', () => ports.lookups.mergedSince(since, withinMs(ports))),
    plansOf(ports, { which: 'open', limit: MOST_OPEN, since: 0 }, onUnreadable),
    plansOf(ports, { which: 'ended', limit: MOST_ENDED, since }, onUnreadable),
  ]);
  return {
    since,
    deploys: deploys === 'unknown' ? deploys : ofMain(deploys),
    moreDeploys: deploys !== 'unknown' && (deploys[MOST_RUNS - 1]?.startedAt ?? 0) >= since,
    diagnoses: diagnoses === 'unknown' ? diagnoses : ofMain(diagnoses),
    reviews: pulls === 'unknown' ? pulls : reviewsOf(pulls),
    merged: mergesOf([...plans, ...ended], merges, since),
    mergedIs: merges === 'unknown' ? merges : merges.isWhole ? 'whole' : 'partly',
    plans,
    ended,
    unreadPlans,
    people: pulls === 'unknown' ? {} : await peopleAsked(ports, pulls),
  };
}

/** Where there is no such workflow, it has not run. */
async function runsOf(ports: ReportPorts, workflow: string, limit: number): Promise<Known<WorkflowRunInfo[]>> {
  return known(ports, `runs of ${workflow}`, async () => {
    try {
      return await ports.actions.listWorkflowRuns(workflow, { limit }, withinMs(ports));
    } catch (error) {
      if (error instanceof GitHubError && error.reason === 'not_found') return [];
      throw error;
    }
  });
}

function withinMs({ deadline, clock }: ReportPorts): number {
  return Math.min(READING_MS, timeLeft(deadline, FINISHING_MS, clock.now()) ?? READING_MS);
}

async function known<Value>({ logger }: ReportPorts, what: string, read: () => Promise<Value>): Promise<Known<Value>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('a report is made without what GitHub did not tell', { what, error });
    return 'unknown';
  }
}

type Listed = { which: 'open' | 'ended'; limit: number; since: number };

async function plansOf(
  { store }: ReportPorts,
  { which, limit, since }: Listed,
  onUnreadable: OnUnreadable,
): Promise<Plan[]> {
  const listed = (await store.listPlans(which, limit)).filter(({ listedAt }) => listedAt >= since);
  const found = await Promise.all(listed.map(({ id }) => findOrTell(store, 'plan', id, onUnreadable)));
  return found.filter((plan) => plan !== undefined);
}

function mergesOf(plans: readonly Plan[], found: Known<FoundMerges>, since: number): Merge[] {
  const pulls = found === 'unknown' ? [] : found.pullRequests;
  const ofPlans = plans.flatMap((plan) =>
    mergedTasks(tasksOf(plan)).flatMap((task) => mergeOf(task, plan.id, pulls, found !== 'unknown' && found.isWhole)),
  );
  // Each once, though two plans may have it.
  const tasks = new Map(ofPlans.filter(({ at }) => at >= since).map((merge) => [merge.of.task.number, merge]));
  const numbers = ofPlans.map(({ of: { task } }) => task.pullRequest?.number);
  const others = pulls.filter(({ number, isElsewhere }) => !numbers.includes(number) && isElsewhere !== true);
  return [...tasks.values(), ...others.map((pull): Merge => ({ at: pull.mergedAt, pull }))].toSorted(
    (one, other) => other.at - one.at,
  );
}

/** None where the plan has heard late of what an earlier report has told. `isWhole`: all that were merged are among `pulls`. */
function mergeOf(task: Task, planId: string, pulls: readonly MergedPullRequest[], isWhole: boolean) {
  const pull = pulls.find(({ number }) => number === task.pullRequest?.number);
  if (pull === undefined && isWhole && task.pullRequest !== undefined && task.note === 'merged') return [];
  return [{ at: pull?.mergedAt ?? task.mergedAt ?? 0, of: { task, planId } }];
}

function reviewsOf(pulls: readonly FoundPullRequest[]): Review[] {
  return pulls
    .filter(({ draft }) => !draft)
    .flatMap(({ number, url, updatedAt, askedFor = [] }) =>
      askedFor.length === 0 ? [] : [{ number, url, askedFor, updatedAt }],
    );
}

function peopleAsked(ports: ReportPorts, pulls: readonly FoundPullRequest[]): Promise<People> {
  const logins = [...new Set(pulls.flatMap(({ askedFor = [] }) => askedFor))].slice(0, MOST_LOGINS);
  return peopleOf(ports, logins, Object.assign({}, ...pulls.map(({ accountIds }) => accountIds)));
}
