/** What brings the dispatcher back to a plan. */
import * as z from 'zod/mini';
import { Person } from './person.ts';
import { signed } from './trust/signed.ts';

/** Something of it is held, to be told together with what comes meanwhile. */
export const PlanDue = z.object({
  type: z.literal('plan.due'),
  id: z.string(),
  planId: z.string(),
  /** How long it is to be held, in seconds. */
  afterSeconds: z.number(),
});
export type PlanDue = z.infer<typeof PlanDue>;

/** Brought back until somebody has decided about it, or its time is over. */
export const PlanExpire = z.object({
  type: z.literal('plan.expire'),
  id: z.string(),
  planId: z.string(),
  /** Seconds to wait before it is looked at for the first time. */
  afterSeconds: z.number(),
});
export type PlanExpire = z.infer<typeof PlanExpire>;

/** It has ended: events of its issues need not find it any more. */
export const PlanEnded = z.object({
  ...signed,
  type: z.literal('plan.ended'),
  id: z.string(),
  planId: z.string(),
});
export type PlanEnded = z.infer<typeof PlanEnded>;

/** It was shipped: the client is deployed, where that follows. */
export const PlanShipped = z.object({
  ...signed,
  type: z.literal('plan.shipped'),
  id: z.string(),
  planId: z.string(),
  by: Person,
  /** Epoch milliseconds. */
  at: z.number(),
});
export type PlanShipped = z.infer<typeof PlanShipped>;

/** The deploy of what was shipped has come to an end. */
export const PlanDeployed = z.object({
  ...signed,
  type: z.literal('plan.deployed'),
  id: z.string(),
  planId: z.string(),
  /** Of the deploy: failed jobs that are run again end it once more. */
  revision: z.number(),
  /** How it ended, for people. */
  text: z.string(),
});
export type PlanDeployed = z.infer<typeof PlanDeployed>;
