/** The filters of the lists of workflow runs; the newest run first. */
import type { Context } from 'hono';
import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';

export type RunQuery = Partial<Record<'event' | 'status' | 'created' | 'branch' | 'actor' | 'head_sha', string>>;

export function runQueryOf(c: Context): RunQuery {
  return c.req.query();
}

export function listRuns(runs: readonly WorkflowRun[], query: RunQuery): WorkflowRun[] {
  const { event, status, created, branch, actor, head_sha: sha } = query;
  const found = runs.filter((run) => {
    const last = lastAttempt(run);
    return (
      (!event || run.event === event) &&
      (!status || last.status === status || last.conclusion === status) &&
      (!branch || run.branch === branch) &&
      (!actor || run.attempts[0]?.actor === actor) &&
      (!sha || run.commit.sha === sha) &&
      (!created || isWithin(run.createdAt, created))
    );
  });
  return found.toSorted((a, b) => b.id - a.id);
}

/** GitHub's search syntax for dates: `>=`, `>`, `<=`, `<`, `from..to`; a day alone is that day. */
function isWithin(at: number, range: string): boolean {
  const [, sign = '', date = ''] = /^(>=|>|<=|<)?(.+)$/.exec(range) ?? [];
  const [from = '', to] = date.split('..');
  if (to !== undefined) return (from === '*' || at >= Date.parse(from)) && (to === '*' || at <= endOf(to));
  switch (sign) {
    case '>=':
      return at >= Date.parse(date);
    case '>':
      return at > endOf(date);
    case '<=':
      return at <= endOf(date);
    case '<':
      return at < Date.parse(date);
    default:
      return at >= Date.parse(date) && at <= endOf(date);
  }
}

/** Of a day its last moment. */
function endOf(date: string): number {
  return Date.parse(date) + (/^\d{4}-\d\d-\d\d$/.test(date) ? 86_400_000 - 1 : 0);
}
