/** The last runs of a workflow, a line each. */
import { agoMarkdown, codeSpan, plainText } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { runLinkText, secondsText, workflowText } from '../workflows/card/text-messages.ts';

/** `seconds`: null where that is not known. `nothingDone`: though it succeeded. */
export type RunShown = WorkflowRunInfo & { seconds: number | null; nothingDone: boolean };

export type WorkflowSection = {
  kind: 'deploy' | 'diagnose';
  /** File name. */
  workflow: string;
  /** The newest first. */
  runs: readonly RunShown[] | 'no_such_workflow';
};

export function workflowSectionText(section: WorkflowSection): string[] {
  return [`${workflowText(section.kind)}:`, ...bodyText(section)];
}

function bodyText({ kind, workflow, runs }: WorkflowSection): string[] {
  const setting = kind === 'deploy' ? 'CLIENT_DEPLOY_WORKFLOW' : 'DIAGNOSE_WORKFLOW';
  if (runs === 'no_such_workflow')
    return [`The repository has no workflow ${codeSpan(workflow)}. Add it, or set \`${setting}\` to its file name.`];
  if (runs.length === 0)
    return [`It has not run yet. \`${kind === 'deploy' ? '/deploy-client' : '/diagnose'}\` starts it.`];
  return runs.map(runText);
}

function runText(run: RunShown): string {
  const seconds = run.seconds === null ? 'N/A' : secondsText(run.seconds);
  return [outcomeText(run), agoMarkdown(run.startedAt), seconds, runLinkText(run.url)].join(' • ');
}

const ICON: Readonly<Record<string, string>> = {
  success: '🟢',
  failure: '🔴',
  timed_out: '🔴',
  startup_failure: '🔴',
  action_required: '🟠',
};

/** A run that goes on is yellow. One that ended in another way neither succeeded nor failed. */
function outcomeText({ status, conclusion, nothingDone }: RunShown): string {
  if (status === 'in_progress') return '🟡 running';
  if (status !== 'completed') return `🟡 ${wordsText(status)}`;
  const ended = conclusion ?? 'unknown';
  if (ended === 'success' && nothingDone) return '🟠 nothing was deployed';
  return `${Object.hasOwn(ICON, ended) ? ICON[ended] : '⚪'} ${wordsText(ended)}`;
}

function wordsText(word: string): string {
  return plainText(word.replaceAll('_', ' '));
}
