/** How a coding agent gets on with a task, and what has the dispatcher give it one, look at it, and free its slot. */
import * as z from 'zod/mini';
import { signed } from '../trust/signed.ts';

/**
 * `given`: GitHub has not confirmed it yet; `waiting`: for an answer; those two and `working` are at work. `done`: its
 * pull request is ready, or its workflow run ended well; `failed`: that ended otherwise; `refused`: GitHub did not take it, so that
 * nothing was begun.
 */
export const AgentState = z.enum([
  ...(['given', 'working', 'waiting'] as const),
  ...(['done', 'failed', 'stopped', 'timed_out', 'refused'] as const),
]);
export type AgentState = z.infer<typeof AgentState>;

/** What the line of a task shows of it. `silent`: at work, and nothing was heard of it for long; `since`: epoch milliseconds. */
export const AgentStand = z.object({
  label: z.string(),
  is: z.enum([...AgentState.options, 'silent']),
  since: z.optional(z.number()),
});
export type AgentStand = z.infer<typeof AgentStand>;

const ofTask = {
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
};

/** The policy gives the task to one of `CODING_AGENTS` as soon as it has a pull request. */
export const AgentGive = z.object({ type: z.literal('agent.give'), ...signed, ...ofTask, agent: z.string() });
export type AgentGive = z.infer<typeof AgentGive>;

/** Looks how the agent gets on, again and again until it is at work no more. `giving`: which one is meant. */
export const AgentLook = z.object({
  type: z.literal('agent.look'),
  ...ofTask,
  giving: z.string(),
  /** Seconds to wait before the first look. */
  afterSeconds: z.number(),
});
export type AgentLook = z.infer<typeof AgentLook>;

/** It is at work no more: its slot is free. */
export const AgentEnded = z.object({ type: z.literal('agent.ended'), ...signed, ...ofTask, giving: z.string() });
export type AgentEnded = z.infer<typeof AgentEnded>;
