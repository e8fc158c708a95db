/** What becomes of a delivery whose signature holds. */
import type { EmitterWebhookEventName } from '@octokit/webhooks';
import type { DeliveryQuestioned, GitHubHappened, Happening, PullRequestHinted } from '@valine/contracts';
import type { CodingAgent } from '@valine/settings';
import * as z from 'zod/mini';
import { parseJson } from '../http.ts';
import { type Lacking, type Occurrence, orMissing, readPayload, type Translated } from './read-payload.ts';
import {
  concernsNobody,
  hintOfWorkflowRun,
  translateCheckRun,
  translateCheckSuite,
  translateReview,
  translateStatus,
} from './translate-hints.ts';
import { asksNothing, translateIssue, translateIssueComment, translatePullRequest } from './translate-issues.ts';
import { translateWorkflowJob, translateWorkflowRun } from './translate-workflows.ts';

export type Delivery = {
  /** Header `X-GitHub-Event`. */
  event: string | undefined;
  /** Header `X-GitHub-Delivery`. */
  id: string | undefined;
  contentType: string | undefined;
  body: Uint8Array;
};

/**
 * `repository`: the one whose events are taken, `owner/name`. `knownIds`: ids that it was seen with, for names change
 * and ids do not. `agents`: what they say and run is taken besides. `happeningOf`: reads what notification rules look at;
 * there where one of them is about such events. `now`: epoch milliseconds.
 */
export type Facts = {
  repository: string;
  knownIds: ReadonlySet<number>;
  agents?: readonly CodingAgent[];
  happeningOf?: ((event: string, payload: unknown) => Happening) | undefined;
  now: number;
};

/** `happened`: for notification rules it is of use. */
type Unused = { do: 'drop'; why: 'event not used' | 'no pull request' | 'no command'; happened?: GitHubHappened };

export type Decision =
  | { do: 'answer-ping' }
  /** `id`: of our repository. `name`: what it is called, where that is not our setting. */
  | {
      do: 'enqueue';
      queue: 'dispatch' | 'verify';
      message: Translated;
      /** What the same delivery tells of pull requests: it goes to the dispatch queue. */
      hint?: PullRequestHinted;
      happened?: GitHubHappened;
      id?: number;
      name?: string;
    }
  /** It may be ours under a new name, or another: the dispatcher asks GitHub. */
  | { do: 'question'; message: DeliveryQuestioned }
  /** Our repository has another name from now on. `message`: to be told, where that name is not in our setting. */
  | { do: 'follow'; action: string; id: number; message?: DeliveryQuestioned }
  | Unused
  | { do: 'drop'; why: 'other repository'; name: string }
  | { do: 'reject'; why: 'headers missing' | 'not JSON' | 'no payload' }
  /** `field`: path of the first that is missing. */
  | { do: 'reject'; why: 'field missing'; field: string };

/** The sender is gone when the account was deleted; `ghost` is the login GitHub shows then. */
const Envelope = z.object({
  repository: z.object({ full_name: z.string(), id: z.catch(z.optional(z.number()), undefined) }),
  sender: z.catch(z.nullish(z.object({ login: z.string() })), null),
});
const NOBODY = 'ghost';

export function decideDelivery(delivery: Delivery, facts: Facts): Decision {
  if (!delivery.event || !delivery.id) return { do: 'reject', why: 'headers missing' };
  if (delivery.event === 'ping') return { do: 'answer-ping' };
  const rule = findEvent(delivery.event);
  const isNewName = rule === undefined && delivery.event === 'repository';
  if (rule === undefined && !isNewName && !facts.happeningOf) return { do: 'drop', why: 'event not used' };
  const body = isForm(delivery) ? payloadField(delivery.body) : delivery.body;
  if (body === undefined) return { do: 'reject', why: 'no payload' };
  const payload = parseJson(body);
  if (payload === undefined) return { do: 'reject', why: 'not JSON' };
  const sent = { event: delivery.event, delivery: delivery.id, payload };
  return isNewName ? decideNewName(delivery.id, payload, facts) : decidePayload(rule, sent, facts);
}

/** What GitHub sends unless one chooses JSON: a form with the JSON in its field `payload`. */
function isForm({ contentType }: Delivery): boolean {
  return /^\s*application\/x-www-form-urlencoded/i.test(contentType ?? '');
}

function payloadField(body: Uint8Array): Uint8Array | undefined {
  const payload = new URLSearchParams(new TextDecoder().decode(body)).get('payload');
  return payload === null ? undefined : new TextEncoder().encode(payload);
}

type Sent = { event: string; delivery: string; payload: unknown };

/** The repository keeps the spelling of our settings: GitHub does not tell upper from lower case. */
function decidePayload(rule: EventRule | undefined, { event, delivery, payload }: Sent, facts: Facts): Decision {
  const envelope = readPayload(Envelope, payload);
  if ('lacks' in envelope) return lacking(envelope);
  const { sender } = envelope.sent;
  const { full_name: name, id } = envelope.sent.repository;
  const { repository, agents = [], happeningOf, now: receivedAt } = facts;
  const isNamed = isSame(name, repository);
  if (!isNamed && id === undefined) return { do: 'drop', why: 'other repository', name };
  const occurrence = { id: delivery, repository, sender: sender?.login ?? NOBODY, receivedAt };
  const happened = happeningOf && happenedAs(occurrence, happeningOf(event, payload));
  const use = decideUse(rule, payload, occurrence, agents);
  if (use.do === 'reject') return use;
  if (isNamed || id === undefined || facts.knownIds.has(id)) {
    const ours = { ...use, ...(happened && { happened }) };
    if (ours.do === 'drop') return ours;
    return { ...ours, ...(id !== undefined && { id }), ...(!isNamed && { name }) };
  }
  if (use.do === 'drop' && happened === undefined) return use;
  const questioned = { type: 'delivery.questioned', id: delivery, receivedAt, repository: { id, name } } as const;
  const then = use.do === 'enqueue' ? { queue: use.queue, event: use.message } : {};
  return { do: 'question', message: { ...questioned, ...then, ...(happened && { happened }) } };
}

function happenedAs(occurrence: Occurrence, happening: Happening): GitHubHappened {
  return { ...occurrence, type: 'github.happened', happening };
}

type Use = Unused | Extract<Decision, { do: 'enqueue' } | { do: 'reject' }>;

/** What runs, tasks and comments make of it. */
function decideUse(
  rule: EventRule | undefined,
  payload: unknown,
  occurrence: Occurrence,
  agents: readonly CodingAgent[],
): Use {
  if (rule === undefined) return { do: 'drop', why: 'event not used' };
  const message = rule.translate(payload, occurrence);
  if ('lacks' in message) return lacking(message);
  if (message.type === 'pull_request.hinted' && concernsNobody(message)) return { do: 'drop', why: 'no pull request' };
  if (message.type === 'issue.commented' && asksNothing(message) && !isBy(agents, message.sender))
    return { do: 'drop', why: 'no command' };
  const hint = hintOf(rule, payload, occurrence, runOf(agents, message));
  return { do: 'enqueue', queue: rule.queue, message, ...hint };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const From = z.object({ login: z.string() });
const NewName = z.object({
  action: z.string(),
  repository: z.object({ id: z.number(), full_name: z.string() }),
  changes: orMissing(
    z.object({
      repository: orMissing(z.object({ name: z.object({ from: z.string() }) })),
      owner: orMissing(z.object({ from: z.object({ user: orMissing(From), organization: orMissing(From) }) })),
    }),
  ),
});

/** `repository.renamed` and `repository.transferred` tell the old name, which may be ours; or one of ours before that. */
function decideNewName(delivery: string, payload: unknown, facts: Facts): Decision {
  const read = readPayload(NewName, payload);
  if ('lacks' in read) return { do: 'drop', why: 'event not used' };
  const { action, repository, changes } = read.sent;
  if (action !== 'renamed' && action !== 'transferred') return { do: 'drop', why: 'event not used' };
  const { id, full_name: name } = repository;
  if (isSame(name, facts.repository)) return { do: 'follow', action, id };
  const from = changes?.owner?.from;
  const [owner, own] = name.split('/');
  const before = `${(from?.organization ?? from?.user)?.login ?? owner}/${changes?.repository?.name.from ?? own}`;
  const receivedAt = facts.now;
  const message: DeliveryQuestioned = {
    type: 'delivery.questioned',
    id: delivery,
    receivedAt,
    repository: { id, name },
  };
  const isOurs = facts.knownIds.has(id) || isSame(before, facts.repository);
  return isOurs ? { do: 'follow', action, id, message } : { do: 'question', message };
}

function lacking({ lacks }: Lacking): Extract<Decision, { why: 'field missing' }> {
  return { do: 'reject', why: 'field missing', field: lacks };
}

type Translate = (payload: unknown, occurrence: Occurrence) => Translated | Lacking;

type EventRule = {
  queue: 'dispatch' | 'verify';
  translate: Translate;
  hint?(payload: unknown, occurrence: Occurrence): PullRequestHinted | Lacking;
};

/** `runId`: of an agent's workflow. */
function hintOf(
  rule: EventRule,
  payload: unknown,
  occurrence: Occurrence,
  runId: number | undefined,
): { hint?: PullRequestHinted } {
  const hint = rule.hint?.(payload, occurrence);
  if (hint === undefined || 'lacks' in hint) return {};
  if (runId !== undefined) return { hint: { ...hint, runId } };
  return concernsNobody(hint) ? {} : { hint };
}

/** GitHub calls its own agent by this name. */
const COPILOT = 'Copilot';

function isBy(agents: readonly CodingAgent[], sender: string): boolean {
  const logins = agents.map(({ kind, login = kind === 'copilot' ? COPILOT : '' }) => login.toLowerCase());
  return logins.includes(sender.toLowerCase());
}

function runOf(agents: readonly CodingAgent[], message: Translated): number | undefined {
  if (message.type !== 'workflow_run.changed') return undefined;
  const { id, workflowFile } = message.workflowRun;
  return agents.some((agent) => agent.kind === 'workflow' && agent.workflow === workflowFile) ? id : undefined;
}

const EVENTS: ReadonlyMap<string, EventRule> = new Map<EmitterWebhookEventName, EventRule>([
  ['issues', { queue: 'dispatch', translate: translateIssue }],
  ['issue_comment', { queue: 'dispatch', translate: translateIssueComment }],
  ['pull_request', { queue: 'dispatch', translate: translatePullRequest }],
  ['pull_request_review', { queue: 'dispatch', translate: translateReview }],
  ['check_suite', { queue: 'dispatch', translate: translateCheckSuite }],
  ['check_run', { queue: 'dispatch', translate: translateCheckRun }],
  ['status', { queue: 'dispatch', translate: translateStatus }],
  ['workflow_run', { queue: 'verify', translate: translateWorkflowRun, hint: hintOfWorkflowRun }],
  ['workflow_job', { queue: 'verify', translate: translateWorkflowJob }],
]);

/** `name` is the header `X-GitHub-Event`. */
export function findEvent(name: string): EventRule | undefined {
  return EVENTS.get(name);
}
