/** What happened on GitHub, as far as notification rules look at it and people are told of it. */
import * as z from 'zod/mini';
import { occurrence } from '../github-event.ts';
import { signed } from '../trust/signed.ts';

/** What is absent GitHub did not tell, or told oddly: no condition of a rule holds for it. */
export const Happening = z.object({
  /** As in the header `X-GitHub-Event`. */
  event: z.string(),
  /** GitHub's; `merged` for a pull request that was closed by merging it; of a push `created`, `deleted`, `forced` or `pushed`. */
  action: z.optional(z.string()),
  /** The one that a run, a suite, a deployment or a push is of, or that a pull request goes into; `owner:branch` of a fork. */
  branch: z.optional(z.string()),
  /** Of the issue or pull request. */
  labels: z.array(z.string()),
  /** How it went: the conclusion of a run or a suite, the state of a deployment or a review. */
  conclusion: z.optional(z.string()),
  /** What it is called: the workflow, the App of a suite, the environment, the tag. */
  name: z.optional(z.string()),
  number: z.optional(z.number()),
  title: z.optional(z.string()),
  url: z.optional(z.string()),
  /** So many, of a push. */
  commits: z.optional(z.number()),
  /** Of two that are of the same thing, the one with the greater `id` is newer, and of the same `id` that of the later attempt. */
  order: z.optional(z.object({ id: z.number(), attempt: z.number() })),
});
export type Happening = z.infer<typeof Happening>;

export const GitHubHappened = z.object({
  ...occurrence,
  ...signed,
  type: z.literal('github.happened'),
  happening: Happening,
});
export type GitHubHappened = z.infer<typeof GitHubHappened>;

/** What a rule does not tell yet, for its quiet hours or because it is muted. The dispatcher sends it to itself. */
export const NewsHeld = z.object({
  ...signed,
  type: z.literal('news.held'),
  /** Of the message that it would have been: the same for every copy. */
  id: z.string(),
  /** Name of the rule. */
  rule: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  why: z.enum(['quiet', 'muted']),
  /** Markdown. */
  line: z.string(),
  isBad: z.boolean(),
});
export type NewsHeld = z.infer<typeof NewsHeld>;
