/** `/deploy-client`, a button, or a plan that was shipped: starts Client Deploy and follows it to its end; says which one is still running before it. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested, Outgoing, PlanShipped } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { replyKey } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification } from '../../replies/notifications.ts';
import { guardGivenUrls } from '../given-url/guard-given-urls.ts';
import { startTracking, type TrackingRequest } from '../tracking/start-tracking.ts';

export async function handleDeployClient(
  ports: Ports,
  request: CommandRequested,
  { api_base, wait = false }: OptionsOf<(typeof catalogue)['deploy-client']>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const inputs = await guardGivenUrls(ports, request, { api_base });
  if (inputs === undefined) return;
  const { id, person, reply, requestedAt } = request;
  await startDeploy(ports, { id, person, place: { in: 'reply', reply }, requestedAt, inputs, tellsSuccess: wait });
}

/** A plan that was shipped is deployed in its thread, once: its id is that of the deploy. */
export async function handlePlanShipped(ports: Ports, { id, planId, by, at }: PlanShipped): Promise<void> {
  const plan = await ports.store.find('plan', planId);
  if (plan === undefined) return;
  const place = { in: 'thread', under: replyKey(plan.reply), channelId: plan.reply.channelId } as const;
  await startDeploy(ports, { id, person: by, place, requestedAt: at, tellsSuccess: true, planId });
}

/**
 * The button under a value that an admin has set: the deploy has a message of its own, which everybody sees. The id of the
 * press is that of the deploy: a copy starts nothing.
 */
export async function handleDeployNowButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { id, person, reply, pressedAt: requestedAt } = press;
  if (await finishEarlierAnswer(ports, press)) return;
  const place = { in: 'channel', channelId: reply.channelId } as const;
  const told = answerNotification(reply, { content: '🚀 The deploy is starting; its message is in this channel.' });
  await startDeploy(ports, { id, person, place, requestedAt, tellsSuccess: true }, [told]);
}

/** `extraMessages` go out with it. */
async function startDeploy(
  ports: Ports,
  request: Omit<TrackingRequest, 'stages' | 'behind'>,
  extraMessages: readonly Outgoing[] = [],
): Promise<void> {
  const stage = { kind: 'deploy', workflow: ports.settings.deployWorkflow } as const;
  await startTracking(ports, { ...request, stages: [stage], ...(await runningBefore(ports)) }, extraMessages);
}

/** As many as are looked at: one runs, some may wait. */
const MOST_LOOKED_AT = 10;
/** The deploy starts without knowing, rather than late. */
const LOOKING_MS = 3000;

async function runningBefore({ actions, settings, logger }: Ports): Promise<Pick<TrackingRequest, 'behind'>> {
  try {
    const runs = await actions.listWorkflowRuns(settings.deployWorkflow, { limit: MOST_LOOKED_AT }, LOOKING_MS);
    const running = runs.find(({ status }) => status === 'in_progress');
    return running === undefined ? {} : { behind: { url: running.url, since: running.startedAt } };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('whether another deploy is running could not be seen', { error });
    return {};
  }
}
