/** Which issues a plan proposes, and in which order. */
import { cutText } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { LEFT_OPEN, type Plan, type Task } from '@valine/records';

/** What a plan takes where nobody says how many: its card shows a line for each. */
export const USUAL_TASKS = 25;
/** With those beyond its limit that can be taken in: as many as a list has to choose from. */
const MOST_CANDIDATES = 25;

export type Proposal = Pick<Plan, 'tasks' | 'leftOut' | 'onlyOldest' | 'plannedElsewhere'>;

/** `most`: tasks at most. `mostListed`: how many issues a list has at most; as many may not be all there are. */
export type ProposalLimits = { most: number; mostListed: number };

/** `by`: the open plan that has an issue, by number. `included`: they are taken all the same. */
export type Planned = { by: ReadonlyMap<number, string>; included: boolean };

/** Since when issues that the plan before left unfinished are planned, by number. `now`: epoch milliseconds. */
export type Carried = { since: ReadonlyMap<number, number>; now: number };
const NOTHING_CARRIED: Carried = { since: new Map(), now: 0 };

/** More is shown nowhere, and a record stays small. UTF-16 units. */
const MOST_OF_TITLE = 100;
const MOST_OF_ESTIMATE = 30;

/** A line names no more, and a record stays small. */
export const MOST_BLOCKERS = 10;

/** A card lists no more. */
const MOST_PLANNED_ELSEWHERE = 25;

/** Pull requests are no issues; what is carried over first, then P0 to P3, issues without a priority after them, the oldest first among equals. */
export function decideProposal(
  issues: readonly Issue[],
  { most, mostListed }: ProposalLimits,
  planned: Planned,
  { since, now }: Carried = NOTHING_CARRIED,
): Proposal {
  const isElsewhere = ({ number }: Issue) => planned.by.has(number) && !planned.included;
  const candidates = issues.filter((issue) => !issue.isPullRequest);
  const ordered = candidates
    .filter((issue) => !isElsewhere(issue))
    .map((issue) => ({ issue, priority: priorityOf(issue) }))
    .sort(
      (a, b) =>
        Number(since.has(b.issue.number)) - Number(since.has(a.issue.number)) ||
        (a.priority ?? 4) - (b.priority ?? 4) ||
        a.issue.createdAt - b.issue.createdAt ||
        a.issue.number - b.issue.number,
    );
  const tasks = ordered
    .slice(0, Math.max(most, MOST_CANDIDATES))
    .map(({ issue }) => ({
      ...toTask(issue, planned.by.get(issue.number)),
      ...carriedOver(since.get(issue.number), now),
    }))
    .map((task, index): Task => (index < most ? task : { ...task, out: {} }));
  const cut = issues.length < mostListed ? {} : { onlyOldest: mostListed };
  const elsewhere = candidates.filter(isElsewhere).slice(0, MOST_PLANNED_ELSEWHERE);
  const plannedElsewhere = elsewhere.map(({ number }) => ({ number, planId: planned.by.get(number) ?? '' }));
  return {
    tasks,
    leftOut: ordered.length - tasks.length,
    ...cut,
    ...(plannedElsewhere.length === 0 ? {} : { plannedElsewhere }),
  };
}

/** As its line is proposed. `alsoIn`: another open plan that has it. */
export function toTask(issue: Issue, alsoIn?: string): Task {
  const priority = priorityOf(issue);
  const estimate = estimateOf(issue);
  const [assignee] = issue.assignees;
  return {
    number: issue.number,
    title: cutText(issue.title, MOST_OF_TITLE),
    url: issue.url,
    state: 'pending',
    asOf: issue.updatedAt,
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(priority === undefined ? {} : { priority }),
    ...(alsoIn === undefined ? {} : { alsoIn }),
  };
}

/** What GitHub proposes for its field Priority, the most urgent first. */
const PRIORITIES = ['urgent', 'high', 'medium', 'low'];

/** Of the issue field Priority; else the most urgent of the labels `P0` to `P3`, also as `priority: P1` or `priority/p1`. */
function priorityOf({ labels, ...issue }: Issue): number | undefined {
  const value = fieldOf(issue, ['priority'])?.toLowerCase() ?? '';
  const field = /^p([0-3])\b/.exec(value)?.[1] ?? PRIORITIES.indexOf(value);
  if (Number(field) >= 0) return Number(field);
  const found = labels.flatMap((label) => /^(?:priority\s*[:/]\s*)?p([0-3])$/i.exec(label.trim())?.[1] ?? []);
  return found.length === 0 ? undefined : Math.min(...found.map(Number));
}

/** Of the issue field Estimate, Effort or Size; else what stands behind `estimate:`, `effort:` or `size:` on a label. */
function estimateOf({ labels, ...issue }: Issue): string | undefined {
  const field = fieldOf(issue, ['estimate', 'effort', 'size']);
  if (field !== undefined) return cutText(field, MOST_OF_ESTIMATE);
  const [found] = labels.flatMap((label) => /^(?:estimate|effort|size)\s*[:/]\s*(.+)$/i.exec(label.trim())?.[1] ?? []);
  return found === undefined ? undefined : cutText(found, MOST_OF_ESTIMATE);
}

function fieldOf({ fields = [] }: Pick<Issue, 'fields'>, names: readonly string[]): string | undefined {
  return fields.find(({ name }) => names.includes(name.trim().toLowerCase()))?.value;
}

const DAY_MS = 24 * 3_600_000;

function carriedOver(since: number | undefined, now: number): Pick<Task, 'carried'> {
  return since === undefined ? {} : { carried: { since, days: Math.max(0, Math.floor((now - since) / DAY_MS)) } };
}

/** What a plan has left unfinished: since when it was planned, by the number of its issue. */
export function leftUnfinished({ tasks, requestedAt }: Plan): Map<number, number> {
  const left = tasks.filter(({ state, note }) => state === 'failed' || (state === 'skipped' && note === LEFT_OPEN));
  return new Map(left.map(({ number, carried }) => [number, carried?.since ?? requestedAt]));
}
