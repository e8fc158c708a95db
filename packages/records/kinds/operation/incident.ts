/** Errors of one kind that our functions have logged, and the message by which the team knows of them. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { deriveId } from '../../ids.ts';

export const Incident = z.object({
  kind: z.literal('incident'),
  /** Of the kind of error: see `incidentId`. */
  id: z.string(),
  version: z.number(),
  /** Epoch milliseconds at which the first of them was logged, since it was last quiet for a day; part of the message's key. */
  since: z.number(),
  /** Epoch milliseconds of the newest. */
  lastAt: z.number(),
  /** What the newest of them says, as the title of the message. Absent in what an earlier version wrote. */
  says: z.optional(z.string()),
  /** About so many since then: a line may be counted twice. */
  count: z.number(),
  /** What the message says: its revision, the count in it, and when it was written (epoch milliseconds). */
  shown: z.object({ revision: z.number(), count: z.number(), at: z.number() }),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Incident = z.infer<typeof Incident>;

/** As lists tell of it. */
export const IncidentSummary = z.object({
  kind: z.literal('incident'),
  id: z.string(),
  since: z.number(),
  lastAt: z.number(),
  count: z.number(),
  says: z.optional(z.string()),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

export function incidentSummary({ kind, id, since, lastAt, count, says }: Incident): IncidentSummary {
  return { kind, id, since, lastAt, count, ...(says !== undefined && { says }) };
}

/** `parts`: what makes errors one kind. Never what differs from one to the next. */
export function incidentId(...parts: readonly string[]): string {
  return `incident-${deriveId(16, ...parts)}`;
}

/** Nothing is counted back, but when it begins anew. */
export function isLegalIncidentChange(previous: Incident, next: Incident): boolean {
  if (next.since > previous.since) return next.shown.revision === 1;
  const { shown } = previous;
  return next.since === previous.since && next.count >= previous.count && next.shown.revision >= shown.revision;
}
