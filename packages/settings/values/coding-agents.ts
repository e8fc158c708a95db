/** Coding agents that tasks can be given to: what `CODING_AGENTS` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

const login = z.string().check(z.regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:\[bot\])?$/));
const input = z.string().check(z.regex(/^[A-Za-z_][\w-]{0,49}$/));
const label = z.string().check(z.minLength(1), z.maxLength(30));

/** What each kind of agent may have. */
const shared = {
  /** Shown to people; its name, where absent. */
  label: z.optional(label),
  /** Its login on GitHub; an App's ends in `[bot]`. */
  login: z.optional(login),
  /** By what it tells that it waits for a person: a comment of its own that has one of the words, or a label on its issue. */
  asks_by: z.optional(
    z.object({
      comment: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(5))),
      label: z.optional(z.string().check(z.minLength(1), z.maxLength(50))),
    }),
  ),
  /** What a task costs with it at most, where that is known. */
  cost_usd: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
};

const CodingAgent = z.discriminatedUnion('kind', [
  /** GitHub's own: the issue is assigned to it. */
  z.object({ kind: z.literal('copilot'), ...shared }),
  /** A workflow that is started with the issue's number and the task's branch. */
  z.object({
    kind: z.literal('workflow'),
    ...shared,
    workflow: z.string().check(z.regex(/^[\w.-]+\.ya?ml$/)),
    /** Names of its inputs. Whichever is absent is not given. */
    issue_input: z._default(input, 'issue'),
    branch_input: z._default(input, 'branch'),
    /** What a person wants changed, or answers. Without it nothing can be asked of one at work. */
    prompt_input: z.optional(input),
    /** The id by which its run is known again, if it stands in the workflow's `run-name`. */
    correlation_input: z.optional(input),
  }),
  /** One that listens to a mention. */
  z.object({
    kind: z.literal('comment'),
    ...shared,
    mention: z.string().check(z.regex(/^[@/][A-Za-z0-9][\w/-]{0,49}$/)),
    on: z._default(z.enum(['issue', 'pull_request']), 'pull_request'),
  }),
]);
export type CodingAgent = z.infer<typeof CodingAgent>;

/** By the name that stands in ids and in `TASK_ASSIGNEE`. */
export type CodingAgents = Readonly<Record<string, CodingAgent>>;

/** Words that `TASK_ASSIGNEE` has for something else. */
const TAKEN = ['none', 'requester'];
/** A row of Discord's holds five buttons. */
const MOST = 5;

const name = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{0,19}$/),
  z.refine((text) => !TAKEN.includes(text)),
);

export const codingAgents = jsonSetting(
  z.record(name, CodingAgent).check(z.refine((agents) => Object.keys(agents).length <= MOST)),
  `must be JSON such as {"claude":{"kind":"comment","mention":"@claude","login":"claude[bot]"}}, of at most ${MOST} agents (see docs/agents.md)`,
);
