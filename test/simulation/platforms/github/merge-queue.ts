/** GitHub's merge queue: what is put into it is merged in a while, or taken out; and GitHub tells of it by webhooks. */
import { type DequeueReason, dequeue, getPullRequest, mergePullRequest, Refusal } from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';
import type { GitHubPeople } from '../../people/github/github-people.ts';
import { pullBody } from '../../people/interaction-body.ts';
import type { Announce } from './deliveries.ts';
import type { SimRepository } from './sim-repository.ts';

type Parts = {
  engine: Engine;
  github: Pick<SimRepository, 'repository'>;
  announce: Announce;
  repository: string;
  people: Pick<GitHubPeople, 'tellMerged'>;
  /** It merges everything, and soon; else that is drawn. */
  isWell: boolean;
};

export type MergeQueue = {
  /** Told of a pull request that was put into it. */
  enqueued(number: number): void;
};

/** Longer than a shipping follows it. */
const LONGEST_MS = 150 * 60_000;
const WELL_MS = 90_000;
const REASONS: readonly (DequeueReason | undefined)[] = [
  'failed_checks',
  'failed_checks',
  'merge_conflict',
  'manual',
  'queue_cleared',
  undefined,
];

export function createMergeQueue({ engine, github, announce, repository, people, isWell }: Parts): MergeQueue {
  const { random, timeline, coverage } = engine;
  const { model } = github.repository;
  const merge = (number: number) => {
    try {
      mergePullRequest(model, number, { method: 'squash', fromQueue: true, by: QUEUE, at: timeline.now() });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      takeOut(number, 'merge_conflict');
      return;
    }
    coverage.sometimes('the merge queue merged');
    people.tellMerged(number);
  };
  const takeOut = (number: number, reason: DequeueReason | undefined) => {
    const pull = getPullRequest(model, number);
    dequeue(pull, reason, timeline.now());
    coverage.sometimes('the merge queue took something out');
    announce('pull_request', pullBody('dequeued', pull, repository));
  };
  return {
    enqueued(number) {
      const { queued } = getPullRequest(model, number).pullRequest;
      const afterMs = random.pick([
        random.int(1000, 60_000),
        random.int(60_000, 30 * 60_000),
        random.int(1000, LONGEST_MS),
      ]);
      const isMerged = isWell || random.chance(0.75);
      const reason = random.pick(REASONS);
      timeline.after(isWell ? WELL_MS : afterMs, () => {
        // Somebody may have taken it out, or put it in anew.
        if (getPullRequest(model, number).pullRequest.queued !== queued) return;
        if (isMerged) merge(number);
        else takeOut(number, reason);
      });
    },
  };
}

const QUEUE = 'github-merge-queue[bot]';
