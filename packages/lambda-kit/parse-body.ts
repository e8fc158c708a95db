/** From a message's body to a contract message, or to the one line that may be logged about it. */
import * as z from 'zod/mini';
import type { QueueRecord } from './record.ts';

/** `asSent`: the same before the schema has left out or added anything. */
export type ParsedBody<M> = { ok: true; message: M; asSent: unknown } | { ok: false; type: string; problem: string };
export type ParseBody = <M>(schema: z.ZodMiniType<M>, body: string) => ParsedBody<M>;

/** The problem names a field and what was expected there, never a value: bodies hold interaction tokens. */
export function parseBody<M>(schema: z.ZodMiniType<M>, body: string): ParsedBody<M> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { ok: false, type: 'unknown', problem: 'the body is not JSON' };
  }
  const result = z.safeParse(schema, value);
  return result.success
    ? { ok: true, message: result.data, asSent: value }
    : { ok: false, type: typeOf(value), problem: firstProblem(result.error.issues) };
}

/** The `type` that the body claims, cut to what can be one of ours. */
function typeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('type' in value)) return 'unknown';
  return typeof value.type === 'string' && /^[a-z_.]{1,40}$/.test(value.type) ? value.type : 'unknown';
}

type Issue = z.core.$ZodIssue;

function firstProblem(issues: readonly Issue[]): string {
  const issue = firstOfUnion(issues);
  if (issue === undefined) return 'the body is not a message of this queue';
  const expected = 'expected' in issue ? `expected ${String(issue.expected)}` : issue.code;
  return `${issue.path.join('.') || 'body'}: ${expected}`;
}

/** A union fails once for each member. Only the member with the right `type` names the real problem. */
function firstOfUnion(issues: readonly Issue[]): Issue | undefined {
  const issue = issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const member = issue.errors.find((problems) => !problems.some((problem) => problem.path[0] === 'type'));
  return member === undefined ? issue : firstOfUnion(member);
}

/** What a message says anew, and how new it is. */
export type Version = { key: string; revision: number };

export type Read<M> = { record: QueueRecord; parsed: ParsedBody<M> };

export type Newest<M> = {
  /** What is to be handled in the place of this one; undefined when that was done. */
  of(one: Read<M>): Read<M> | undefined;
  finish(one: Read<M>): void;
};

export function keepNewest<M>(lane: readonly Read<M>[], versionOf: (message: M) => Version): Newest<M> {
  const newest = new Map<string, { revision: number; one: Read<M> }>();
  const finished = new Set<string>();
  const keyOf = ({ parsed }: Read<M>) => (parsed.ok ? versionOf(parsed.message).key : undefined);
  for (const one of lane) {
    if (!one.parsed.ok) continue;
    const { key, revision } = versionOf(one.parsed.message);
    const known = newest.get(key);
    if (known === undefined || known.revision < revision) newest.set(key, { revision, one });
  }
  return {
    of(one) {
      const key = keyOf(one);
      if (key === undefined) return one;
      return finished.has(key) ? undefined : newest.get(key)?.one;
    },
    finish(one) {
      const key = keyOf(one);
      if (key !== undefined) finished.add(key);
    },
  };
}
