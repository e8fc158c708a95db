/** `/mute` and `/unmute`, of a notification rule or a run. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { changeRecord, isMuted, isPlanEnded, type Muted, type Plan, taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { changePlan } from '../../plans/record/change-plan.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { releaseRule } from '../held/handle.ts';
import { decideMute } from './decide.ts';
import {
  mutedListMessage,
  mutedMessage,
  nothingToMuteMessage,
  notMutedMessage,
  type Silent,
  supersededMessage,
  unmutedMessage,
} from './messages.ts';

const HOUR_MS = 3_600_000;

export async function handleMute(
  ports: Ports,
  request: CommandRequested,
  { what, hours }: OptionsOf<(typeof catalogue)['mute']>,
): Promise<void> {
  const { person: by, requestedAt: at } = request;
  const until = hours === undefined ? {} : { until: at + hours * HOUR_MS };
  if (what === undefined) return listMuted(ports, request);
  await silence(ports, request, what, { by, at, ...until });
}

export async function handleUnmute(
  ports: Ports,
  request: CommandRequested,
  { what }: OptionsOf<(typeof catalogue)['unmute']>,
): Promise<void> {
  await silence(ports, request, what, undefined);
}

async function silence(ports: Ports, request: CommandRequested, given: string, muted: Muted | undefined) {
  const what = given.trim();
  if (Object.hasOwn(ports.settings.notificationRules, what)) return ofRule(ports, request, what, muted);
  if (what.startsWith('plan-')) return ofPlan(ports, request, what, muted);
  await answerOnce(ports, request, { outcome: 'mute_not_found', message: nothingToMuteMessage(what) });
}

async function ofRule(ports: Ports, request: CommandRequested, name: string, muted: Muted | undefined): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, settings } = ports;
  const asked = { name, muted, askedAt: request.requestedAt };
  const before = (await store.find('rule', name))?.heldCount ?? 0;
  const { verdict } = await changeRecord(store, 'rule', name, (found) =>
    decideMute(found, { ...asked, now: clock.now() }),
  );
  const rule = settings.notificationRules[name];
  if (verdict === 'unmuted' && rule !== undefined) await releaseRule(ports, name, rule);
  switch (verdict) {
    case 'muted':
      return answerOnce(ports, request, { outcome: 'answered', message: mutedMessage(name, muted?.until) });
    case 'unmuted':
      return answerOnce(ports, request, { outcome: 'answered', message: unmutedMessage(name, before) });
    case 'not_muted':
      return answerOnce(ports, request, { outcome: verdict, message: notMutedMessage(name) });
    case 'superseded':
      return answerOnce(ports, request, { outcome: 'mute_superseded', message: supersededMessage(name) });
  }
}

/** The tasks that have begun keep records, and lines, of their own: they follow what the plan says now, whatever was asked for. */
async function ofPlan(
  ports: Ports,
  request: CommandRequested,
  planId: string,
  muted: Muted | undefined,
): Promise<void> {
  const now = ports.clock.now();
  await changePlan<'muted' | 'unmuted' | 'not_muted' | 'ended'>(ports, request, planId, {
    decide: (plan) => {
      if (isPlanEnded(plan)) return 'ended';
      return muted !== undefined ? 'muted' : isMuted(plan, now) ? 'unmuted' : 'not_muted';
    },
    changes: (is) => (is === 'not_muted' || is === 'ended' ? {} : { muted, mutedLines: 0 }),
    answer: (is) => {
      if (is === 'ended') return nothingToMuteMessage(planId);
      if (is === 'not_muted') return notMutedMessage(planId);
      return is === 'muted' ? mutedMessage(planId, muted?.until) : unmutedMessage(planId);
    },
  });
  const plan = await ports.store.find('plan', planId);
  if (plan === undefined || isPlanEnded(plan)) return;
  for (const { number } of plan.tasks)
    await changeOwner(ports, taskRules, {
      source: request.id,
      ownerId: taskId(planId, number),
      decide: ({ muted: _, ...task }) => ({
        verdict: 'done',
        next: { ...task, ...(plan.muted && { muted: plan.muted }), mutedLines: 0 },
        isRemembered: true,
      }),
    });
}

const MOST_RUNS = 25;

async function listMuted(ports: Ports, request: CommandRequested): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, settings } = ports;
  const now = clock.now();
  const rules = await Promise.all(Object.keys(settings.notificationRules).map((name) => store.find('rule', name)));
  const open = await store.listPlans('open', MOST_RUNS);
  const plans = await Promise.all(open.map(({ id }) => store.find('plan', id)));
  const silent: Silent[] = [];
  for (const rule of rules)
    if (rule?.muted && isMuted(rule, now)) silent.push({ what: rule.id, muted: rule.muted, heldBack: rule.heldCount });
  for (const plan of plans)
    if (plan?.muted && isMuted(plan, now))
      silent.push({ what: plan.id, muted: plan.muted, heldBack: await leftOut(ports, plan) });
  await answerOnce(ports, request, { outcome: 'answered', message: mutedListMessage(silent) });
}

/** Of the run and of its tasks. */
async function leftOut({ store }: Pick<Ports, 'store'>, { id, tasks, mutedLines = 0 }: Plan): Promise<number> {
  const begun = await Promise.all(tasks.map(({ number }) => store.find('task', taskId(id, number))));
  return begun.reduce((sum, task) => sum + (task?.mutedLines ?? 0), mutedLines);
}
