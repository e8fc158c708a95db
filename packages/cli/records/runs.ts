/** `valine runs`: the plans there are, and the deploys, diagnoses and verifications; the newest first. */
import { agoText } from '@valine/contracts';
import { listOwners, type PlanSummary, type TrackingSummary } from '@valine/records';
import { type Command, InvalidArgumentError } from 'commander';
import type { Tools } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';
import { withConnection } from '../terminal/with-connection.ts';
import { listParked, type Parked, parkedTable } from './list-parked.ts';

type Options = { all?: boolean; limit: number };
type About = { where: string; now: number };

export function addRunsCommand(program: Command, tools: Tools): void {
  program
    .command('runs')
    .description('list what is open: plans, deploys, diagnoses and verifications')
    .option('--all', 'those that have ended too')
    .option('--limit <count>', 'at most so many (1 to 100)', parseLimit, 20)
    .action((options: Options, command: Command) =>
      withConnection(tools, command, async (connection) => {
        const records = (await listOwners(connection.store, options)).slice(0, options.limit);
        const { parked, ...failure } = await listParked(connection.store);
        const about = { ...connection, now: tools.clock.now() };
        return { value: records, text: tablesText(records, parked, about), ...failure };
      }),
    );
}

function tablesText(
  records: readonly (PlanSummary | TrackingSummary)[],
  parked: readonly Parked[],
  about: About,
): string {
  const plans = records.filter((record) => record.kind === 'plan');
  const trackings = records.filter((record) => record.kind === 'tracking');
  const tables = [
    ...(plans.length > 0 || trackings.length === 0 ? [plansTable(plans, about)] : []),
    ...(trackings.length > 0 ? [trackingsTable(trackings, about.now)] : []),
    ...(parked.length > 0 ? [parkedTable(parked, about)] : []),
  ];
  return tables.join('\n\n');
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError('Give a number from 1 to 100.');
  return limit;
}

function plansTable(plans: readonly PlanSummary[], { where, now }: { where: string; now: number }): string {
  if (plans.length === 0) return noPlansMessage(where);
  const rows = plans.map((plan) => [
    plan.id,
    plan.state,
    `${plan.tasks.ended}/${plan.tasks.total}`,
    plan.label,
    plan.repository,
    plan.requestedBy,
    agoText(plan.updatedAt, now),
  ]);
  return tableText(['run', 'state', 'tasks', 'label', 'repository', 'requested by', 'changed'], rows);
}

function noPlansMessage(where: string): string {
  return `No runs (${where}). Propose one in Discord with /plan; ended ones are shown with --all.`;
}

function trackingsTable(trackings: readonly TrackingSummary[], now: number): string {
  const rows = trackings.map((tracking) => [
    tracking.id,
    tracking.state,
    tracking.stages.map(({ kind }) => kind).join(' → '),
    tracking.stages[tracking.stage]?.run?.id ?? '–',
    tracking.repository,
    tracking.requestedBy,
    agoText(tracking.updatedAt, now),
  ]);
  return tableText(['tracking', 'state', 'stages', 'workflow run', 'repository', 'requested by', 'changed'], rows);
}
