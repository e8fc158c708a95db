/** A look of the sweep: deliveries that GitHub could not make are sent again, and after an outage all that is open is compared with GitHub. */
import type { Message } from '@valine/contracts';
import { GitHubError, type HookDeliveries } from '@valine/github';
import { flushOutbox, sendOutgoing } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  DELIVERIES_ID,
  type Deliveries,
  findOrTell,
  isPlanEnded,
  type MissedDelivery,
  operationId,
  type PlanSummary,
} from '@valine/records';
import { WEBHOOK_EVENTS } from '@valine/requirements';
import { planReconcile } from '../../plans/record/plan-reconcile.ts';
import type { Ports } from '../../ports.ts';
import type { Look } from '../look.ts';
import {
  decideMissed,
  decideReconciled,
  decideRest,
  decideSent,
  type Facts,
  KEPT_MS,
  OVERLAP_MS,
  REACH_MS,
} from './decide.ts';
import { lostMessage, missedMessage } from './messages.ts';
import { readLog } from './read-log.ts';
import { redeliverAll, restAfter } from './redeliver.ts';

const EVENTS: readonly string[] = WEBHOOK_EVENTS.map(({ name }) => name);
/** More open plans at a time no team has. */
const MOST_PLANS = 20;

type LookPorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings' | 'names' | 'deadline' | 'hooks'>;

export const deliveryLook: Look = {
  name: 'deliveries',
  async look(ports) {
    await lookAtDeliveries(ports);
    return [];
  },
};

/** One read of the record, one request in quiet times, and no write. @throws TransientError */
export async function lookAtDeliveries(ports: LookPorts): Promise<void> {
  const record = await ports.store.find('deliveries', DELIVERIES_ID);
  const isResting = ports.clock.now() < (record?.restUntil ?? 0);
  const after = isResting ? record : await look(ports, record);
  if (after !== undefined) await keepPromises(ports, after);
}

/** The record as it stands afterwards. */
async function look(ports: LookPorts, record: Deliveries | undefined): Promise<Deliveries | undefined> {
  const beganAt = ports.clock.now();
  try {
    const hooks = await ports.hooks.connect();
    const where = await findLog(ports, hooks, record);
    if (where === undefined) return record;
    const since = Math.max((record?.readTo ?? 0) - OVERLAP_MS, beganAt - REACH_MS);
    // A cursor is of one log alone.
    const isSameLog = where.hookId === record?.hookId;
    const { attempts, gap, unseen } = await readLog(hooks, {
      hookId: where.hookId,
      ...{ since, keptSince: beganAt - KEPT_MS },
      gap: isSameLog ? record?.gap : undefined,
    });
    const ours = attempts.filter(({ repositoryId }) => isSame(repositoryId, where.repositoryId));
    const seen = { beganAt, attempts: ours, gap, unseen, ...where };
    const changed = await change(ports, (found) => decideMissed(found, seen, factsOf(ports)));
    return (await sendAgain(ports, hooks, changed.verdict, where.hookId)) ?? changed.record;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return leaveAlone(ports, record, error);
  }
}

function change<V>({ store }: LookPorts, decide: (found: Deliveries | undefined) => Change<'deliveries', V>) {
  return changeRecord(store, 'deliveries', DELIVERIES_ID, decide);
}

/** The record, where it was changed. */
async function sendAgain(
  ports: LookPorts,
  hooks: HookDeliveries,
  claimed: readonly MissedDelivery[],
  hookId: number | undefined,
): Promise<Deliveries | undefined> {
  if (claimed.length === 0) return undefined;
  const time = { now: () => ports.clock.now(), deadline: ports.deadline };
  const { failure, ...sent } = await redeliverAll(hooks, claimed, { hookId, ...time });
  ports.logger.warn('deliveries that had failed are sent again', { failure, ...sent });
  return (await change(ports, (found) => decideSent(found, sent, factsOf(ports)))).record;
}

/** An App is told of every repository that it is installed in. */
function isSame(repositoryId: number | undefined, ours: number | undefined): boolean {
  return repositoryId === undefined || ours === undefined || repositoryId === ours;
}

type Where = { hookId: number | undefined; hookUrl?: string | undefined; repositoryId: number | undefined };

/** Asked of GitHub once for each address, or each instance where an App is told of several repositories. Undefined where there is no webhook, or no such repository: `valine doctor` tells of that. */
async function findLog(
  { hooks: { webhookUrl }, names }: LookPorts,
  hooks: HookDeliveries,
  record: Deliveries | undefined,
): Promise<Where | undefined> {
  if (hooks.of === 'app') {
    const repositoryId = await names.id();
    return repositoryId === undefined ? undefined : { hookId: undefined, repositoryId };
  }
  const known = record?.hookUrl === webhookUrl ? record?.hookId : undefined;
  const hookId = known ?? (webhookUrl === undefined ? undefined : await hooks.findHook(webhookUrl));
  return hookId === undefined ? undefined : { hookId, hookUrl: webhookUrl, repositoryId: undefined };
}

/** If deliveries may not be seen, the log says so now and then. A webhook that is gone is looked for anew. */
async function leaveAlone(
  ports: LookPorts,
  record: Deliveries | undefined,
  error: GitHubError,
): Promise<Deliveries | undefined> {
  const now = ports.clock.now();
  ports.logger.warn('the deliveries of the webhook could not be looked at', { problem: error.message });
  const isHookGone = error.reason === 'not_found' && record?.hookId !== undefined;
  const rest = isHookGone ? { forgetsHook: true } : restAfter(error, now);
  if (Object.keys(rest).length === 0) return record;
  return (await change(ports, (found) => decideRest(found, { ...rest, now }))).record;
}

function factsOf({ clock, settings: { channelId, notificationRules } }: LookPorts): Facts {
  const now = clock.now();
  return {
    now,
    events: new Set([...EVENTS, ...Object.values(notificationRules).map(({ event }) => event)]),
    tell: (news) => show(channelId, operationId(DELIVERIES_ID, String(now)), 1, missedMessage(news)),
    tellLost: ({ since, revision, ...lost }, goesOn) =>
      show(channelId, operationId(DELIVERIES_ID, `lost since ${since}`), revision, lostMessage(lost, goesOn)),
  };
}

function show(channelId: string | undefined, name: string, revision: number, message: Message): Deliveries['outbox'] {
  if (channelId === undefined) return [];
  const about = { conversation: DELIVERIES_ID, key: `${DELIVERIES_ID}:${name}`, revision };
  const place = { in: 'channel', channelId } as const;
  return [{ type: 'message.shown', id: operationId(name, String(revision)), ...about, place, message }];
}

/** Trackings and agents are asked about all the while; plans and their tasks are not. */
async function keepPromises(ports: LookPorts, record: Deliveries): Promise<void> {
  const { store, queues, clock, logger } = ports;
  await flushOutbox(ports, record);
  const { reconcile } = record;
  if (reconcile === undefined) return;
  const find = ({ id: plan }: PlanSummary) =>
    findOrTell(store, 'plan', plan, (error) => logger.error('an open plan cannot be compared', { plan, error }));
  const plans = await Promise.all((await store.listPlans('open', MOST_PLANS)).map(find));
  const open = plans.filter((plan) => plan !== undefined).filter((plan) => !isPlanEnded(plan));
  const messages = open.flatMap((plan) => planReconcile(plan, reconcile, clock.now()));
  await sendOutgoing(queues, messages);
  logger.info('open plans are compared with GitHub', { plans: open.map(({ id }) => id), because: reconcile });
  await change(ports, (found) => decideReconciled(found, reconcile));
}
