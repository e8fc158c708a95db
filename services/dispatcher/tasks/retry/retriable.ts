/** What of a task anybody who works on it may have tried again, what an operator decides, and what is under way. Pure. */
import { type EffectRecord, isEffectOpen, type TaskRecord } from '@valine/records';
import {
  assign,
  changeLabels,
  comment,
  createBranch,
  createCommit,
  createPullRequest,
  deleteBranch,
  MERGING_KINDS,
} from '../../effects/kinds/index.ts';

/** Made twice by none of their tries: twice is the same as once, or GitHub itself refuses the second. */
const SAFE: readonly string[] = [
  ...[createCommit.kind, createBranch.kind, createPullRequest.kind],
  ...[changeLabels.kind, assign.kind, deleteBranch.kind],
];

/** It may happen at any moment, or has happened and nobody has seen it. */
export function isMerging({ effects, ship }: Pick<TaskRecord, 'effects' | 'ship'>): boolean {
  const isOpen = effects.some((effect) => MERGING_KINDS.includes(effect.kind) && isEffectOpen(effect));
  return isOpen || ship?.waits?.for === 'queue';
}

/** `left`: what has perhaps happened, and only a person can tell; and merges, which whoever ships asks for. */
export function parkedEffects({ effects }: Pick<TaskRecord, 'effects'>): {
  safe: EffectRecord[];
  left: EffectRecord[];
} {
  const parked = effects.filter((effect) => effect.parked !== undefined);
  const isSafe = ({ kind, claim }: EffectRecord) =>
    SAFE.includes(kind) || (kind === comment.kind && (claim?.unconfirmed ?? 0) === 0);
  return { safe: parked.filter(isSafe), left: parked.filter((effect) => !isSafe(effect)) };
}
