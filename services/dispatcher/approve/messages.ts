/** What the person who approves is told. */
import { type Message, plainText, refusalMessage } from '@valine/contracts';
import type { Run } from '@valine/runs';
import type { ApprovalDecision } from './decide.ts';

export function approvalMessage(decision: ApprovalDecision, run: Run): Message {
  switch (decision.verdict) {
    case 'started':
      return { content: `✅ Plan \`${run.id}\` is approved and in progress. Started ${startedTasks(run)}.` };
    case 'counted':
      return {
        content: `🟡 Your approval of \`${run.id}\` counts: ${decision.approvals.length} of ${run.approvalsRequired}. Another person has to approve it too.`,
      };
    case 'already_approved':
      return refusalMessage(
        decision.verdict,
        `\`${run.id}\` was already approved by ${approvers(run)} and is in progress. \`/status run_id:${run.id}\` shows it.`,
      );
    case 'run_finished':
      return refusalMessage(
        decision.verdict,
        `\`${run.id}\` is finished (${run.state}). Start a new one with \`/plan\`.`,
      );
    case 'run_discarded':
      return refusalMessage(decision.verdict, `\`${run.id}\` was discarded. Start a new one with \`/plan\`.`);
    case 'self_approval':
      return refusalMessage(decision.verdict, `You asked for \`${run.id}\`, so somebody else has to approve it.`);
    case 'approved_twice':
      return refusalMessage(
        decision.verdict,
        `You have approved \`${run.id}\` already. It needs ${run.approvalsRequired} different people; ${run.approvals.length} so far.`,
      );
  }
}

export function startedMessage(run: Run): Message {
  return { content: `🚧 Approved by ${approvers(run)}. Started ${startedTasks(run)}.` };
}

function approvers(run: Run): string {
  return run.approvals.map(({ person }) => plainText(person.name)).join(', ');
}

function startedTasks(run: Run): string {
  const started = run.tasks.filter((task) => task.state === 'started').map((task) => `#${task.number}`);
  return started.length === 0 ? 'nothing, for every issue was closed meanwhile' : started.join(', ');
}
