/** `/mute` alone: what is muted, and how much was held back. */
import type { CommandRequested } from '@valine/contracts';
import { logUnreadable } from '@valine/lambda-kit';
import {
  findOrTell,
  isMuted,
  type OnUnreadable,
  type Plan,
  type RecordStore,
  type Task,
  taskId,
  tasksOf,
} from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { mutedListMessage, type Silent } from './messages.ts';

const MOST_RUNS = 25;

export async function listMuted(ports: Ports, request: CommandRequested): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, settings, logger } = ports;
  const now = clock.now();
  const unread: string[] = [];
  const onUnreadable: OnUnreadable = (error) => {
    logUnreadable(logger)(error);
    unread.push(error.id);
  };
  const rules = await Promise.all(
    Object.keys(settings.notificationRules).map((name) => findOrTell(store, 'rule', name, onUnreadable)),
  );
  const open = await store.listPlans('open', MOST_RUNS);
  const plans = await Promise.all(open.map(({ id }) => findOrTell(store, 'plan', id, onUnreadable)));
  const silent: Silent[] = [];
  for (const rule of rules)
    if (rule?.muted && isMuted(rule, now)) silent.push({ what: rule.id, muted: rule.muted, heldBack: rule.heldCount });
  for (const plan of plans) if (plan !== undefined) silent.push(...(await mutedIn(store, plan, { now, onUnreadable })));
  await answerOnce(ports, request, { outcome: 'answered', message: mutedListMessage(silent, unread) });
}

/** The run, and those of its tasks that are muted by themselves. */
async function mutedIn(
  store: Pick<RecordStore, 'find'>,
  plan: Plan,
  { now, onUnreadable }: { now: number; onUnreadable: OnUnreadable },
): Promise<Silent[]> {
  const { id, muted, mutedLines = 0 } = plan;
  const tasks = tasksOf(plan);
  const ofTask = async ({ number }: Task) =>
    (await findOrTell(store, 'task', taskId(id, number), onUnreadable))?.mutedLines ?? 0;
  const silent: Silent[] = [];
  if (muted && isMuted({ muted }, now)) {
    const begun = await Promise.all(tasks.map(ofTask));
    silent.push({ what: id, muted, heldBack: begun.reduce((sum, lines) => sum + lines, mutedLines) });
  }
  for (const task of tasks)
    if (task.muted && isMuted(task, now)) {
      const heldBack = (task.mutedLines ?? 0) + (await ofTask(task));
      silent.push({ what: taskId(id, task.number), muted: task.muted, heldBack });
    }
  return silent;
}
