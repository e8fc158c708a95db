/** All that people and records show of a world: replays must leave it as it is. */

import { type GitHubModel, pullRequestsOf } from '@valine/github-model';
import type { Task } from '@valine/records';
import type { World } from '../world.ts';
import { runsOf, trackingsOf } from './one-message.ts';

export function fingerprint(world: World): string {
  const { discord, store, github } = world;
  const { model, pulls, runs: workflowRuns } = github.repository;
  const attempts = workflowRuns.map(({ attempt }) => attempt);
  const made = [model.comments.length, pulls.length, attempts, neededBranches(model).length];
  const messages = discord.book.messages.map(({ id, body, deleted }) => [id, body, deleted]);
  const runs = runsOf(world).map(({ id, state, tasks, approvals, applied, endNote }) => [
    id,
    state,
    tasks.map(lineOf),
    approvals,
    applied,
    endNote,
  ]);
  const trackings = trackingsOf(world).map(({ id, state, stages, applied, effects }) => [
    id,
    state,
    stages,
    applied,
    effects.map(({ outcome }) => outcome),
  ]);
  const requests = store.all().flatMap((record) => (record.kind === 'request' ? [[record.id, record.outcome]] : []));
  return JSON.stringify({ messages, threads: [...discord.book.threads], runs, trackings, requests, made });
}

/**
 * Those that were merged may be deleted whenever somebody comes to it: when news come again that could not be taken. What a
 * merge queue has, or had, it merges or takes out in its own time.
 */
function neededBranches(model: GitHubModel): string[] {
  const isNeeded = (name: string) =>
    pullRequestsOf(model, name).every(({ pullRequest: { merged, queued, dequeued } }) => {
      return !merged && queued === undefined && dequeued === undefined;
    });
  return Object.keys(model.branches).filter(isNeeded);
}

/** Without what only tells old news from new, and without how long it took; in whatever order it was written. */
function lineOf({ revision: _, merged: __, ...line }: Omit<Task, 'asOf'> & Partial<Task>) {
  return Object.entries(line).sort();
}

/** How it all ended, without when. */
export function endOf(world: World): string {
  const runs = runsOf(world).map(({ id, state, tasks, approvals, endNote }) => {
    const lines = tasks.map(({ asOf: _, mergedAt: __, ...task }) => lineOf(task));
    return [id, state, lines, approvals.map(({ person }) => person.id), endNote];
  });
  const requests = world.store.all().flatMap((record) => {
    return record.kind === 'request' ? [`${record.id} ${record.outcome}`] : [];
  });
  const trackings = trackingsOf(world).map(({ id, state, stages }) => {
    return [id, state, stages.map(({ run, report }) => [run?.attempt, run?.conclusion, report?.verdict])];
  });
  return JSON.stringify([runs, trackings, requests.sort()]);
}

/** Where two of them differ, to read. */
export function differenceOf(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return `before …${before.slice(Math.max(0, at - 60), at + 160)}… after …${after.slice(Math.max(0, at - 60), at + 160)}…`;
}
