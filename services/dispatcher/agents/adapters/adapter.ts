/** What a kind of coding agent is made of: by which effects it is given a task, and told something. Pure. */
import type { TaskRecord } from '@valine/records';
import type { CodingAgent } from '@valine/settings';
import type { EffectIntent } from '../../effects/kinds/index.ts';

export type AgentConfig<Kind extends CodingAgent['kind']> = Extract<CodingAgent, { kind: Kind }>;

/** `id`: of what is done. `giving`: for which it is done, and no other. `by`: name of who gives it. `workflowRef`: where workflows are started. */
export type Job = { task: TaskRecord; id: string; giving: string; by: string; workflowRef: string };

/** How it is stopped stands beside the record: `stopIntent`. */
export type AgentAdapter = {
  /** Under which it comments and pushes, where that is known. */
  login?: string | undefined;
  /** Whether it can be asked for changes, and answered. */
  asks: boolean;
  /** Has it begin. */
  start(job: Job): EffectIntent;
  /** Tells it what a person wants changed, or answers. */
  say(job: Job, text: string): EffectIntent;
};
