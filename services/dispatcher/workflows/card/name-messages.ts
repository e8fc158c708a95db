/** What workflows and their runs are called. */
import type { StageKind } from '@valine/records';

export const CLIENT_DEPLOY = 'Client Deploy';
export const DIAGNOSE = 'Diagnose on Demand';

export function workflowText(kind: StageKind): string {
  return kind === 'diagnose' ? DIAGNOSE : CLIENT_DEPLOY;
}

/** GitHub's address is not always known yet. */
export function runLinkText(url: string): string {
  return /^https?:\/\/[^\s()]+$/.test(url) ? `[run](${url})` : 'run';
}

export function secondsText(seconds: number | null): string {
  return seconds === null ? 'n/a' : `${Math.round(seconds)}s`;
}
