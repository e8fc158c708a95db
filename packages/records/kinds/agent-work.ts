/** The one record of what coding agents have in hand, and were given today: by it they keep to what the settings allow. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** There is one of its kind. */
export const AGENT_WORK_ID = 'agent-work';

/** `id`: of the giving. Times are epoch milliseconds. */
export const AgentSlot = z.object({
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** In `CODING_AGENTS`. */
  agent: z.string(),
  at: z.number(),
});
export type AgentSlot = z.infer<typeof AgentSlot>;

export const AgentWork = z.object({
  kind: z.literal('agent-work'),
  id: z.literal(AGENT_WORK_ID),
  version: z.number(),
  /** The oldest first. */
  slots: z.array(AgentSlot),
  /** When the day began (UTC) of which `givings` are. */
  day: z.number(),
  /** Each once, however often it is asked for. `costUsd`: what it may cost. */
  givings: z.array(z.object({ id: z.string(), costUsd: z.optional(z.number()) })),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type AgentWork = z.infer<typeof AgentWork>;
