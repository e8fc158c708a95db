/** Issues that change on GitHub move the tasks that follow them, whether a webhook or a comparison tells of it. */
import type { IssueChanged, IssueObservation, RunObserved } from '@valine/contracts';
import { cardNotification, threadNotification } from '../answer/notifications.ts';
import type { Ports } from '../ports.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { changeRun } from '../run-change/change-run.ts';
import { decideIssues, type IssueDecision } from './decide.ts';
import { byPerson, FOUND_BY_CHECK, issuesMovedMessage } from './messages.ts';

type ProgressPorts = Pick<Ports, 'store' | 'queues' | 'clock'>;

/** More open runs than this at a time no team has. */
const MAX_OPEN = 100;

export async function handleIssueChanged(ports: ProgressPorts, event: IssueChanged): Promise<void> {
  const open = await ports.store.listRuns('open', MAX_OPEN);
  const following = open.filter(
    (run) => run.repository === event.repository && run.tasks.some((task) => task.number === event.issue.number),
  );
  for (const run of following) {
    await applyIssues(ports, run.id, event.id, [observationOf(event)], byPerson(event.sender));
  }
}

export async function handleRunObserved(ports: ProgressPorts, observed: RunObserved): Promise<void> {
  if (observed.issues.length === 0) return;
  await applyIssues(ports, observed.runId, observed.id, observed.issues, FOUND_BY_CHECK);
}

async function applyIssues(
  ports: ProgressPorts,
  runId: string,
  source: string,
  issues: readonly IssueObservation[],
  cause: string,
): Promise<void> {
  await changeRun<IssueDecision>(ports, {
    source,
    runId,
    decide: (run) => decideIssues(run, issues),
    changes: ({ tasks }) => ({ tasks }),
    tell: ({ moved }, run) => [
      cardNotification(run, runCardMessage(run)),
      threadNotification(run, source, issuesMovedMessage(moved, cause, run)),
    ],
  });
}

/** A label just taken off counts as gone, even where the payload's list still has it. */
function observationOf({ action, issue, label }: IssueChanged): IssueObservation {
  const gone = action === 'deleted' || action === 'transferred';
  const removed = action === 'unlabeled' ? label : undefined;
  return {
    number: issue.number,
    state: gone ? 'missing' : issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels.filter((each) => each !== removed),
  };
}
