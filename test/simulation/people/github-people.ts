/** People at work on GitHub: issues change, and GitHub tells of it by webhooks, on good days once and in order. */
import type { Issue } from '@valine/github';
import type { Engine } from '../engine/engine.ts';
import type { Door } from '../platforms/door.ts';
import type { SimGitHub } from '../platforms/github/sim-github.ts';
import { issueBody } from './interaction-body.ts';
import type { Signatures } from './signatures.ts';
import type { IssueChange } from './step.ts';

export type GitHubPeople = { change(number: number, change: IssueChange): void };

type Parts = { engine: Engine; door: Door; github: SimGitHub; signatures: Signatures; repository: string };

const PATIENCE_MS = 10_000;
const REDELIVERED_WITHIN_MS = 3 * 24 * 3_600_000;

export function createGitHubPeople(parts: Parts): GitHubPeople {
  let count = 0;
  const guid = () => {
    count += 1;
    return `delivery-${count}`;
  };
  const people: GitHubPeople = {
    change(number, change) {
      const before = parts.github.issues.get(number);
      const now = parts.engine.timeline.now();
      // GitHub dates changes in whole seconds: two within one cannot be told apart by anybody.
      if (before !== undefined && before.updatedAt >= Math.floor(now / 1000) * 1000) {
        parts.engine.timeline.after(1000, () => people.change(number, change));
        return;
      }
      const after = before && changed({ ...before, updatedAt: Math.floor(now / 1000) * 1000 }, change);
      if (before === undefined || after === undefined) return;
      if (after.gone) parts.github.issues.remove(number, now);
      else parts.github.issues.put(after.issue, now);
      const body = Buffer.from(JSON.stringify(issueBody(after.action, after.issue, parts.repository, after.label)));
      announce(parts, after.action === 'created' ? 'issue_comment' : 'issues', guid(), body);
    },
  };
  return people;
}

type Changed = { issue: Issue; action: string; label?: string; gone?: boolean };

/** Undefined where GitHub would not offer it. */
function changed(issue: Issue, change: IssueChange): Changed | undefined {
  const isOpen = issue.state === 'open';
  const labelled = issue.labels.includes('ready');
  switch (change) {
    case 'closed':
    case 'closed as not planned': {
      const stateReason = change === 'closed' ? 'completed' : 'not_planned';
      return isOpen ? { action: 'closed', issue: { ...issue, state: 'closed', stateReason } } : undefined;
    }
    case 'reopened':
      return isOpen ? undefined : { action: 'reopened', issue: { ...issue, state: 'open', stateReason: 'reopened' } };
    case 'label removed':
      return labelled ? { action: 'unlabeled', label: 'ready', issue: { ...issue, labels: [] } } : undefined;
    case 'label added':
      return labelled ? undefined : { action: 'labeled', label: 'ready', issue: { ...issue, labels: ['ready'] } };
    case 'deleted':
    case 'transferred':
      return { action: change, issue, gone: true };
    case 'commented':
      return { action: 'created', issue };
  }
}

function announce(parts: Parts, event: string, guid: string, body: Uint8Array): void {
  const { engine } = parts;
  const { faults, random, timeline } = engine;
  if (faults.happens('webhook-lost', 'webhook')) return;
  const late = faults.happens('webhook-late', 'webhook') ? random.int(1000, 600_000) : random.int(100, 900);
  timeline.after(late, () => deliver(parts, event, guid, body));
  if (faults.happens('webhook-twice', 'webhook'))
    timeline.after(late + random.int(0, 5000), () => deliver(parts, event, guid, body));
  if (faults.happens('webhook-redelivered', 'webhook'))
    timeline.after(random.int(60_000, 3_600_000), () => deliver(parts, event, guid, body));
}

/** What is not taken is delivered again, within three days and with the same GUID, as an operator's sweep would. */
function deliver(parts: Parts, event: string, guid: string, body: Uint8Array): void {
  const { engine, door, signatures } = parts;
  const failedAt = engine.timeline.now();
  door.knock({
    request: signatures.byGitHub(event, guid, body),
    about: guid,
    patienceMs: PATIENCE_MS,
    answered(response) {
      if (response !== undefined && response.status < 500) return;
      if (engine.timeline.now() - failedAt > REDELIVERED_WITHIN_MS) return;
      engine.timeline.after(300_000, () => deliver(parts, event, guid, body));
    },
  });
}
