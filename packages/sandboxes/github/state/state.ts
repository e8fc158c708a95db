/** What the GitHub sandbox knows: one repository as the model has it, its workflow runs, and the deliveries of its webhook. */
import type { AgentBehaviour, App, GitHubModel, Permissions, SetUp } from '@valine/github-model';
import type { Wish, WorkflowRun } from './actions-state.ts';
import type { WorkflowDefinition } from './workflows.ts';

export type Delivery = {
  id: number;
  /** `X-GitHub-Delivery`: the same for every redelivery. */
  guid: string;
  event: string;
  action: string | null;
  redelivery: boolean;
  /** `pending` until the receiver answered. */
  status: string;
  statusCode: number;
  /** Epoch milliseconds; absent in what an earlier version kept. */
  at?: number;
  payload: string;
  requestHeaders: Record<string, string>;
};

export type GitHubState = Omit<GitHubModel, 'runs'> & {
  runs: WorkflowRun[];
  /** `queue: max` counts for nothing: of a concurrency group only one run may wait. */
  onePending?: boolean;
  /** How the next run is to go. */
  next: Wish;
  repositoryId: number;
  hookId: number;
  token: string;
  lastId: number;
  lastNumber: number;
  deliveries: Delivery[];
  /** Of coding agents, by name, where they were told how. */
  behaviours?: Readonly<Record<string, AgentBehaviour>>;
  /** Of the seed file. */
  workflows?: WorkflowDefinition[];
  setUp: SetUp;
  /** Apps that were made of a manifest, by their code, until it is given back. */
  manifests?: Readonly<Record<string, App>>;
  /** Tokens of the App's installation. */
  installationTokens: Record<string, MintedToken>;
};

/** `until`: epoch milliseconds. `permissions`: what it was minted with, whatever the installation is given later. */
export type MintedToken = { until: number; permissions: Permissions };

/** A moment as GitHub writes it: UTC, whole seconds. */
export function timestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function takeId(state: GitHubState): number {
  state.lastId += 1;
  return state.lastId;
}

/** As GitHub dates things: epoch milliseconds in whole seconds. */
export function now(): number {
  return wholeSeconds(Date.now());
}

export function wholeSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
