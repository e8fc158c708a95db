/** `issues` → `issue.changed`. */
import type { IssueChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import type { Occurrence } from './occurrence.ts';

const Label = z.object({ name: z.string() });
const Payload = z.object({
  action: z.string(),
  issue: z.object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    state_reason: z.nullish(z.string()),
    title: z.string(),
    updated_at: z.nullish(z.string()),
    /** Never assumed to be empty: an issue without its label leaves the plan. */
    labels: z.array(Label),
  }),
  label: z.nullish(Label),
});

export function translateIssue(payload: unknown, occurrence: Occurrence): IssueChanged | undefined {
  const sent = z.safeParse(Payload, payload).data;
  if (sent === undefined) return undefined;
  const { number, state, state_reason, title, labels, updated_at } = sent.issue;
  const updatedAt = Date.parse(updated_at ?? '');
  return {
    ...occurrence,
    type: 'issue.changed',
    action: sent.action,
    issue: {
      number,
      state,
      stateReason: state_reason ?? null,
      title,
      labels: labels.map(({ name }) => name),
      ...(Number.isNaN(updatedAt) ? {} : { updatedAt }),
    },
    ...(sent.label && { label: sent.label.name }),
  };
}
