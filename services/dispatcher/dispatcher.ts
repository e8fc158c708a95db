/** Takes what the dispatch queue brings to the handler it belongs to. */
import { createInTurn } from '@valine/audit';
import type {
  AgentEnded,
  AgentGive,
  AgentLook,
  AlarmDue,
  ButtonPressed,
  CommandRequested,
  CommentAdmitted,
  CommentAnswered,
  DeliveryQuestioned,
  DispatchMessage,
  EffectDue,
  EffectParked,
  GitHubHappened,
  InteractionRefused,
  IssueChanged,
  IssueCommented,
  NewsHeld,
  ScheduleDue,
  ScheduleEnded,
  SetUpDue,
  SetUpObserved,
  SweepDue,
  TaskChanged,
  TaskReconcile,
  TaskRemind,
  TaskRetry,
  TaskShip,
  TaskStart,
  TaskTidy,
} from '@valine/contracts';
import { createRepositoryNames } from '@valine/github';
import type { Hide } from '@valine/lambda-kit';
import { commentId } from '@valine/records';
import { MAX_RECEIVES } from '@valine/settings';
import { admit, asSent, assertAdmitted, NotAdmitted } from './admission/admit.ts';
import { isTrusted, signingQueues } from './admission/trust.ts';
import { handleEffectDue } from './effects/handle-effect-due.ts';
import { refuseFlood } from './limit/refuse-flood.ts';
import { withSwitches } from './operations/switches/over-interaction.ts';
import { createSwitches } from './operations/switches/switches.ts';
import { handlePlanExpire } from './plans/expire/handle.ts';
import { handleIssueChanged, handlePlanDue, handlePlanEnded, handlePlanObserved } from './plans/issues/handle.ts';
import { planRules } from './plans/record/plan-rules.ts';
import { handlePlanDeployed } from './plans/ship/handle.ts';
import { handleTaskChanged } from './plans/tasks/handle.ts';
import type { Interaction, Ports } from './ports.ts';
import { answerOnce } from './replies/answer-once.ts';
import { unknownMessage } from './replies/failure-messages.ts';
import { type Delivery, handleFailure } from './replies/handle-failure.ts';
import { handlePullRequestChanged, handlePullRequestHinted, handleTaskReconcile } from './tasks/progress/handle.ts';
import { taskRules } from './tasks/record/task-rules.ts';
import { handleTaskRetry } from './tasks/retry/handle.ts';
import { handleTaskShip } from './tasks/ship/handle.ts';
import { handleTaskStart } from './tasks/start/handle.ts';
import { handleTaskTidy } from './tasks/tidy/handle.ts';
import { withinDeadline } from './within-deadline.ts';
import { handlePlanShipped } from './workflows/deploy-client/handle.ts';
import { handleTrackingObserved } from './workflows/tracking/handle-observed.ts';
import { trackingRules } from './workflows/tracking/tracking-rules.ts';

/** How the message came. `asSent`: what its body says. */
type Arrival = Delivery & { asSent?: unknown };

/** `deadline`: epoch milliseconds at which the function ends. */
export type DispatchContext = Arrival & { deadline?: number | undefined };

export type Dispatcher = (message: DispatchMessage, context: DispatchContext) => Promise<void>;

type Given = Omit<Ports, 'deadline' | 'names' | 'inTurn' | 'admissionKey' | 'switches'> & {
  /** As it stands now. `isDoubted`: the one just given knows a message not that may be right. */
  admissionKey(isDoubted?: boolean): string | Promise<string>;
  /** Takes the function's own secrets out of messages, before they are signed. */
  hide?: Hide;
};

export function createDispatcher(given: Given): Dispatcher {
  const inTurn = createInTurn();
  const readSwitches = createSwitches(given);
  warnOfUnsigned(given);
  const names = createRepositoryNames(given.lookups, given.settings.repository);
  return async (message, { deadline, ...arrival }) => {
    const store = withinDeadline(given.store, given.clock, deadline);
    const takeBy = (admissionKey: string) => {
      const queues = signingQueues(given.queues, admissionKey, given.hide);
      const switches = () => readSwitches(store);
      return take({ ...given, admissionKey, queues, names, inTurn, switches, store, deadline }, message, arrival);
    };
    const key = await given.admissionKey();
    try {
      await takeBy(key);
    } catch (error) {
      if (!(error instanceof NotAdmitted)) throw error;
      const renewed = await given.admissionKey(true);
      if (renewed === key) throw logged(given, error);
      await takeBy(renewed).catch((again: unknown) => {
        throw again instanceof NotAdmitted ? logged(given, again) : again;
      });
    }
  };
}

/** It is meant for the hour of an update. */
function warnOfUnsigned({ clock, logger, settings }: Pick<Given, 'clock' | 'logger' | 'settings'>): void {
  const { acceptUnsignedUntil = 0 } = settings;
  if (clock.now() < acceptUnsignedUntil)
    logger.warn('unsigned messages are taken: remove ACCEPT_UNSIGNED_UNTIL once the update is through', {
      until: new Date(acceptUnsignedUntil).toISOString(),
    });
}

function logged({ logger }: Pick<Ports, 'logger'>, error: NotAdmitted): NotAdmitted {
  logger.error('not admitted', error.fields);
  return error;
}

async function take(ports: Ports, message: DispatchMessage, delivery: Arrival): Promise<void> {
  if (!isTrusted(ports, message, delivery.asSent)) return;
  switch (message.type) {
    case 'command.requested':
      return answering(ports, message, delivery, (seen) => handleCommand(seen, message));
    case 'button.pressed':
      return answering(ports, message, delivery, (seen) => handleButton(seen, message));
    case 'interaction.refused':
      return handleRefused(ports, asSent(message, delivery.asSent), message);
    case 'issue.changed':
      return handleIssue(ports, message, delivery.waits);
    case 'plan.observed':
      return handlePlanObserved(ports, message);
    case 'tracking.observed':
      return handleTrackingObserved(ports, message);
    case 'plan.due':
      return handlePlanDue(ports, message);
    case 'plan.expire':
      return handlePlanExpire(ports, message);
    case 'plan.ended':
      return handlePlanEnded(ports, message);
    case 'plan.shipped':
      return handlePlanShipped(ports, message);
    case 'plan.deployed':
      return handlePlanDeployed(ports, message);
    case 'site-change.expire':
      return (await ports.site()).handleSiteChangeExpire(ports, message);
    case 'link.due':
      return (await ports.identity()).handleLinkDue(ports, message);
    case 'effect.due':
      return handleOwnersEffect(ports, message, delivery.waits);
    case 'task.start':
    case 'task.changed':
    case 'task.ship':
    case 'task.retry':
    case 'task.tidy':
    case 'task.reconcile':
      return handleTask(ports, message, delivery.waits);
    case 'agent.give':
    case 'agent.look':
    case 'agent.ended':
      return handleAgent(ports, message);
    case 'pull_request.changed':
      return handlePullRequestChanged(ports, message, delivery.waits);
    case 'pull_request.hinted':
      return handlePullRequestHinted(ports, message, delivery.waits);
    case 'issue.commented':
    case 'comment.admitted':
    case 'comment.answered':
      return handleComment(ports, message, delivery);
    default:
      return handleSeldom(ports, message, delivery.waits);
  }
}

async function handleRefused(ports: Ports, sent: InteractionRefused, message: InteractionRefused): Promise<void> {
  assertAdmitted(ports, sent);
  await (await ports.audit()).handleInteractionRefused(ports, message);
}

async function handleSeldom(
  ports: Ports,
  message:
    | AlarmDue
    | DeliveryQuestioned
    | EffectParked
    | GitHubHappened
    | NewsHeld
    | ScheduleDue
    | ScheduleEnded
    | SetUpDue
    | SetUpObserved
    | SweepDue
    | TaskRemind,
  waits: number,
): Promise<void> {
  const seldom = await import('./seldom.ts');
  switch (message.type) {
    case 'delivery.questioned':
      return seldom.handleDeliveryQuestioned(ports, message, waits);
    case 'effect.parked':
      return seldom.handleEffectParked(ports, message);
    case 'set-up.due':
      return seldom.handleSetUpDue(ports, message);
    case 'set-up.observed':
      return seldom.handleSetUpObserved(ports, message);
    case 'sweep.due':
      return seldom.handleSweepDue(ports, message);
    case 'github.happened':
      return (await import('./rules/handlers.ts')).handleGitHubHappened(ports, message);
    case 'news.held':
      return (await import('./rules/handlers.ts')).handleNewsHeld(ports, message);
    case 'alarm.due':
      return seldom.handleAlarmDue(ports, message, waits);
    case 'task.remind':
      return seldom.handleTaskRemind(ports, message, waits);
    case 'schedule.due':
      return (await ports.schedules()).handleScheduleDue(ports, message);
    case 'schedule.ended':
      return (await ports.schedules()).handleScheduleEnded(ports, message);
  }
}

async function handleTask(
  ports: Ports,
  message: TaskStart | TaskChanged | TaskShip | TaskRetry | TaskTidy | TaskReconcile,
  waits: number,
): Promise<void> {
  switch (message.type) {
    case 'task.start':
      return handleTaskStart(ports, message, waits);
    case 'task.changed':
      return handleTaskChanged(ports, message);
    case 'task.ship':
      return handleTaskShip(ports, message, waits);
    case 'task.retry':
      return handleTaskRetry(ports, message);
    case 'task.tidy':
      return handleTaskTidy(ports, message, waits);
    case 'task.reconcile':
      return handleTaskReconcile(ports, message, waits);
  }
}

async function handleAgent(ports: Ports, message: AgentGive | AgentLook | AgentEnded): Promise<void> {
  const agents = await ports.agents();
  switch (message.type) {
    case 'agent.give':
      return agents.handleAgentGive(ports, message);
    case 'agent.look':
      return agents.handleAgentLook(ports, message);
    case 'agent.ended':
      return agents.handleAgentEnded(ports, message);
  }
}

async function handleIssue(ports: Ports, message: IssueChanged, waits: number): Promise<void> {
  if (isAskedBy(ports, message)) await (await ports.agents()).handleAgentLabel(ports, message);
  await handleIssueChanged(ports, message, waits);
}

/** A label by which a coding agent says that it waits for a person. */
function isAskedBy({ settings }: Ports, { action, label }: IssueChanged): boolean {
  if (action !== 'labeled' || label === undefined) return false;
  return Object.values(settings.codingAgents).some(({ asks_by }) => asks_by?.label === label);
}

async function handleOwnersEffect(ports: Ports, due: EffectDue, waits: number): Promise<void> {
  switch (due.ownerKind) {
    case 'plan':
      return handleEffectDue(ports, planRules, due, waits);
    case 'task':
      return handleEffectDue(ports, taskRules, due, waits);
    case 'comment':
      return handleEffectDue(ports, (await ports.comments()).commentRules, due, waits);
    case 'deploy-setting':
      return (await ports.admin()).handleSettingDue(ports, due, waits);
    case 'site-change':
      return handleEffectDue(ports, (await ports.site()).siteChangeRules, due, waits);
    case 'tracking':
      return handleEffectDue(ports, trackingRules, due, waits);
  }
}

/** Most messages are news of GitHub, and need none of what answers people: that is loaded when somebody first asks. */
async function handleCommand(ports: Ports, request: CommandRequested): Promise<void> {
  const { findCommandHandler } = await import('./routes.ts');
  const handle = findCommandHandler(request.command);
  if (handle === undefined) return refuseUnknown(ports, request, `/${request.command}`);
  if (await refuseFlood(ports, request)) return;
  await handle(ports, request);
}

async function handleButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { findButtonHandler } = await import('./routes.ts');
  const handle = findButtonHandler(press.button);
  if (handle === undefined) return refuseUnknown(ports, press, press.button);
  if (await refuseFlood(ports, press)) return;
  await handle(ports, press);
}

/** Ingress lets nothing unknown in, so this was sent by another version of ourselves. */
async function refuseUnknown(ports: Ports, interaction: Interaction, what: string): Promise<void> {
  ports.logger.error('nothing handles this: was a newer version rolled back?', { what, id: interaction.id });
  await answerOnce(ports, interaction, { outcome: 'unknown', message: unknownMessage(what) });
}

async function answering(
  ports: Ports,
  interaction: Interaction,
  delivery: Arrival,
  handle: (ports: Ports) => Promise<void>,
): Promise<void> {
  const { overInteraction } = await ports.audit();
  await overInteraction(ports, interaction, async (seen, enter) => {
    try {
      if (!(await admit(seen, interaction, delivery.asSent))) return;
      // What might never end is in the audit before its last tries: a function that is killed writes nothing any more.
      if (isLate(delivery)) await enter();
      await withSwitches(seen, interaction, handle);
    } catch (error) {
      if (error instanceof NotAdmitted) throw error;
      await handleFailure(seen, interaction, error, delivery);
    }
  });
}

/** Of the last two tries, for one of them may be cut short just when it begins. */
function isLate({ receiveCount }: Delivery): boolean {
  return receiveCount >= MAX_RECEIVES.dispatch - 1;
}

async function handleComment(
  ports: Ports,
  message: IssueCommented | CommentAdmitted | CommentAnswered,
  delivery: Delivery,
): Promise<void> {
  const [{ overComment }, comments] = await Promise.all([ports.audit(), ports.comments()]);
  const id = message.type === 'issue.commented' ? commentId(message.commentId) : message.commentId;
  await overComment(ports, id, isLate(delivery), (seen) => {
    switch (message.type) {
      case 'issue.commented':
        return comments.handleIssueCommented(seen, message, delivery.waits);
      case 'comment.admitted':
        return comments.handleCommentAdmitted(seen, message);
      case 'comment.answered':
        return comments.handleCommentAnswered(seen, message);
    }
  });
}
