/** `/mute` and `/unmute` of a run, or of one of its tasks: both stand in its plan, and the records of its tasks follow. */
import type { CommandRequested, Message } from '@valine/contracts';
import { isMuted, isPlanEnded, type Muted, type Plan, type Task, taskId, tasksOf } from '@valine/records';
import { changePlan, type PlanChanges } from '../../plans/record/change-plan.ts';
import type { Ports } from '../../ports.ts';
import { followMute } from '../../tasks/record/follow-mute.ts';
import { decideMute, type MuteRequest, type Verdict } from './decide.ts';
import { mutedMessage, nothingToMuteMessage, notMutedMessage, supersededMessage, unmutedMessage } from './messages.ts';

type Decision = Verdict | 'nothing_to_mute';

export async function ofPlan(ports: Ports, request: CommandRequested, planId: string, muted?: Muted): Promise<void> {
  const asked: MuteRequest = { id: request.id, muted, now: ports.clock.now() };
  await changePlan<Decision>(ports, request, planId, {
    decide: (plan) => (isPlanEnded(plan) ? 'nothing_to_mute' : decideMute(plan, asked)),
    changes: (is) => changesBy(is, asked),
    answer: (is) => answerMessage(is, { what: planId, until: muted?.until }),
  });
  const plan = await ports.store.find('plan', planId);
  if (plan === undefined || isPlanEnded(plan)) return;
  for (const { number } of plan.tasks) await followMute(ports, request.id, planId, number);
}

/** Whether or not the work on it has begun. */
export async function ofTask(
  ports: Ports,
  request: CommandRequested,
  { planId, number }: { planId: string; number: number },
  muted?: Muted,
): Promise<void> {
  const asked: MuteRequest = { id: request.id, muted, now: ports.clock.now() };
  const what = taskId(planId, number);
  const lineIn = (plan: Plan) => tasksOf(plan).find((task) => task.number === number);
  await changePlan<Decision>(ports, request, planId, {
    decide(plan) {
      const line = isPlanEnded(plan) ? undefined : lineIn(plan);
      return line === undefined ? 'nothing_to_mute' : decideMute(line, asked);
    },
    changes(is, { tasks }) {
      const changes = changesBy(is, asked);
      if (Object.keys(changes).length === 0) return {};
      return { tasks: tasks.map((task): Task => (task.number === number ? { ...task, ...changes } : task)) };
    },
    answer: (is, plan) =>
      answerMessage(is, { what, until: muted?.until, run: isMuted(plan, asked.now) ? planId : undefined }),
  });
  await followMute(ports, request.id, planId, number);
}

/** What changes nothing is noted too: what was asked for before it may still come. */
function changesBy(is: Decision, { id, muted }: MuteRequest): Pick<PlanChanges, 'muted' | 'mutedLines' | 'muteAsked'> {
  switch (is) {
    case 'muted':
    case 'unmuted':
      return { muted, mutedLines: 0, muteAsked: id };
    case 'not_muted':
      return { muteAsked: id };
    case 'superseded':
    case 'nothing_to_mute':
      return {};
  }
}

/** `run`: of a task, where that is muted. */
type About = { what: string; until: number | undefined; run?: string | undefined };

function answerMessage(is: Decision, { what, until, run }: About): Message {
  switch (is) {
    case 'muted':
      return mutedMessage(what, until);
    case 'unmuted':
      return unmutedMessage(what, { run });
    case 'not_muted':
      return notMutedMessage(what, run);
    case 'superseded':
      return supersededMessage(what);
    case 'nothing_to_mute':
      return nothingToMuteMessage(what);
  }
}
