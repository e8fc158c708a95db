/** Issues, their comments and pull requests, as our own events. */
import { commentCommand, type IssueChanged, type IssueCommented, type PullRequestChanged } from '@valine/contracts';
import { issuesClosedBy } from '@valine/github/closing-keywords';
import * as z from 'zod/mini';
import { type Lacking, type Occurrence, orMissing, readPayload } from './read-payload.ts';

const Label = z.union([
  z.string(),
  z.pipe(
    z.object({ name: z.string() }),
    z.transform(({ name }) => name),
  ),
]);
const State = z.enum(['open', 'closed']);

const IssuePayload = z.object({
  action: z.string(),
  issue: z.object({
    number: z.number(),
    state: orMissing(State),
    state_reason: orMissing(z.string()),
    title: orMissing(z.string()),
    updated_at: orMissing(z.string()),
    labels: orMissing(z.array(Label)),
  }),
  label: orMissing(Label),
});
type IssuePayload = z.infer<typeof IssuePayload>;

export function translateIssue(payload: unknown, occurrence: Occurrence): IssueChanged | Lacking {
  const read = readPayload(IssuePayload, payload);
  if ('lacks' in read) return read;
  const { action, issue, label } = read.sent;
  const state = stateOf(read.sent);
  if (state === undefined) return { lacks: 'issue.state' };
  const { number, state_reason, title } = issue;
  const labels = issue.labels ?? (isOver(action, state) ? [] : undefined);
  if (labels === undefined) return { lacks: 'issue.labels' };
  return {
    ...occurrence,
    type: 'issue.changed',
    action,
    issue: { number, state, stateReason: state_reason ?? null, title: title ?? '', labels, ...updatedAtOf(issue) },
    ...(label && { label }),
  };
}

/** The issue is not in the repository any more: its state and its labels matter to nobody. */
const GONE: readonly string[] = ['deleted', 'transferred'];

function stateOf({ action, issue }: IssuePayload): 'open' | 'closed' | undefined {
  if (issue.state) return issue.state;
  return action === 'closed' || GONE.includes(action) ? 'closed' : undefined;
}

/** Labels that are not told are no labels only here: an open issue without its label leaves the plan. */
function isOver(action: string, state: 'open' | 'closed'): boolean {
  return state === 'closed' || GONE.includes(action);
}

function updatedAtOf({ updated_at }: IssuePayload['issue']): { updatedAt?: number } {
  const updatedAt = Date.parse(updated_at ?? '');
  return Number.isNaN(updatedAt) ? {} : { updatedAt };
}

/** A command stands at the start of a comment; GitHub allows 65,536 characters. */
const BODY_LENGTH = 1_000;
/** What an agent asks stands at the end of one. */
const TAIL_LENGTH = 200;

const CommentPayload = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), body: orMissing(z.string()), pull_request: orMissing(z.object({})) }),
  comment: z.object({ id: z.number(), body: orMissing(z.string()), created_at: orMissing(z.string()) }),
  sender: orMissing(z.object({ id: orMissing(z.number()), type: orMissing(z.string()) })),
});

export function translateIssueComment(payload: unknown, occurrence: Occurrence): IssueCommented | Lacking {
  const read = readPayload(CommentPayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const commentedAt = Date.parse(sent.comment.created_at ?? '');
  const text = sent.comment.body ?? '';
  const body = firstCharacters(text, BODY_LENGTH);
  return {
    ...occurrence,
    type: 'issue.commented',
    action: sent.action,
    number: sent.issue.number,
    commentId: sent.comment.id,
    body,
    ...(body.length < text.length ? { tail: lastCharacters(text, TAIL_LENGTH) } : {}),
    ...(Number.isNaN(commentedAt) ? {} : { commentedAt }),
    ...(sent.sender?.id ? { senderId: sent.sender.id } : {}),
    ...(sent.sender?.type === 'Bot' ? { isBot: true } : {}),
    ...(sent.issue.pull_request ? { closes: issuesClosedBy(sent.issue.body, occurrence.repository) } : {}),
  };
}

/** Edited ones ask nothing anew, and programs nothing at all: two that answer each other would never end. */
export function asksNothing({ action, body, isBot }: IssueCommented): boolean {
  return action !== 'created' || isBot === true || commentCommand(body) === undefined;
}

/** A program reads it, so no `…` is added. Cuts between characters: half of a surrogate pair is no text that a queue takes. */
function firstCharacters(text: string, count: number): string {
  return Array.from(text.slice(0, count * 2))
    .slice(0, count)
    .join('');
}

function lastCharacters(text: string, count: number): string {
  return Array.from(text.trimEnd().slice(-count * 2))
    .slice(-count)
    .join('');
}

const Payload = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    head: z.object({ ref: z.string(), sha: z.string() }),
    draft: orMissing(z.boolean()),
    merged: orMissing(z.boolean()),
    body: orMissing(z.string()),
  }),
  changes: orMissing(z.object({ body: orMissing(z.object({ from: orMissing(z.string()) })) })),
});

export function translatePullRequest(payload: unknown, occurrence: Occurrence): PullRequestChanged | Lacking {
  const read = readPayload(Payload, payload);
  if ('lacks' in read) return read;
  const { action, pull_request, changes } = read.sent;
  const { number, state, head, draft, merged, body } = pull_request;
  const is = { draft: draft ?? false, merged: merged ?? false, state };
  const texts = [body, changes?.body?.from];
  const closes = [...new Set(texts.flatMap((text) => issuesClosedBy(text, occurrence.repository)))];
  const named = closes.length === 0 ? {} : { closes };
  const pullRequest = { number, headBranch: head.ref, headSha: head.sha, ...is, ...named };
  return { ...occurrence, type: 'pull_request.changed', action, pullRequest };
}
