/** Which labels an issue gets back, or loses, once its task was merged, or its plan has ended. Pure. */
import { type EffectRecord, isPlanEnded, LEFT_OPEN, type Plan, type Task, type TaskRecord } from '@valine/records';
import {
  changeLabels,
  deleteBranch,
  type EffectIntent,
  MERGING_KINDS,
  updateBranch,
} from '../../effects/kinds/index.ts';
import { IN_PROGRESS } from '../record/task-rules.ts';

/** `issue`: undefined for one that is gone. `isOthers`: another plan works on it while it is open, or somebody has decided about it there. */
export type IssueSeen = { issue: { state: 'open' | 'closed' } | undefined; isOthers: boolean };

export type LabelDecision = { do: 'nothing' | 'look' | 'ask again' } | { do: 'change'; intents: EffectIntent[] };

/** `seen`: asked for by `look` where it is needed. `isPatient`: what is still beginning is waited for. */
export function decideLabels(
  task: TaskRecord,
  plan: Plan | undefined,
  isPatient: boolean,
  seen?: IssueSeen,
): LabelDecision {
  const line = plan?.tasks.find(({ number }) => number === task.issue.number);
  if (plan === undefined || line === undefined) return { do: 'nothing' };
  const isMerged = task.seen?.is === 'merged' && line.reopened !== true;
  if (!isMerged && !isPlanEnded(plan)) return { do: 'nothing' };
  if (isPatient && task.effects.some(isBeginning)) return { do: 'ask again' };
  if (!isMarked(task)) return { do: 'nothing' };
  if (isMerged) return takenOff(task);
  // Both were asked for: there is nothing to be looked at.
  if (givenBack(task).do === 'nothing') return { do: 'nothing' };
  if (seen === undefined) return { do: 'look' };
  if (seen.issue === undefined || (seen.issue.state === 'open' && seen.isOthers)) return { do: 'nothing' };
  if (seen.issue.state === 'closed') return takenOff(task);
  return isUnfinished(line) ? givenBack(task) : { do: 'nothing' };
}

/** The next plan has it, unless somebody has decided otherwise. */
export function isUnfinished({ state, note, reopened }: Task): boolean {
  return state === 'failed' || reopened === true || note === LEFT_OPEN;
}

function takenOff(task: TaskRecord): LabelDecision {
  return changed(task, [{ remove: IN_PROGRESS }]);
}

/** It carries one of them at any time. */
function givenBack(task: TaskRecord): LabelDecision {
  return changed(task, [{ add: [task.label] }, { remove: IN_PROGRESS }]);
}

type Change = { add: string[] } | { remove: string };

function changed(task: TaskRecord, changes: readonly Change[]): LabelDecision {
  const { number } = task.issue;
  const left = changes.filter((change) => !task.effects.some((effect) => makes(effect, change)));
  if (left.length === 0) return { do: 'nothing' };
  const step = (change: Change) => ('add' in change ? 'planned again' : 'not in progress');
  return { do: 'change', intents: left.map((change) => changeLabels.intend(step(change), { number, ...change })) };
}

/** The label was put on by us. */
export function isMarked({ effects }: TaskRecord): boolean {
  return effects.some((effect) => makes(effect, { add: [IN_PROGRESS] }));
}

function makes({ kind, params }: EffectRecord, change: Change): boolean {
  if (kind !== changeLabels.kind) return false;
  return 'remove' in change
    ? params['remove'] === change.remove
    : Array.isArray(params['add']) && change.add.every((label) => [params['add']].flat().includes(label));
}

/** What the beginning of a task may still do would come after what is decided now. */
function isBeginning({ kind, outcome, parked }: EffectRecord): boolean {
  return outcome === undefined && parked === undefined && !LATER.includes(kind);
}

const LATER: readonly string[] = [updateBranch.kind, ...MERGING_KINDS, deleteBranch.kind];
