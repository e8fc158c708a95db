/** Takes and frees the slots of coding agents, in the one record that counts them. */
import { AGENT_WORK_ID, type AgentSlot, changeRecord, isAgentAtWork, taskId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { decideRound, decideSlot, type SlotVerdict, type Wanted, withoutSlot } from './decide.ts';

type SlotPorts = Pick<Ports, 'store' | 'clock' | 'settings'>;

/** One read and one write; where all are taken, a read for each of them besides. */
export async function takeSlot({ store, clock, settings }: SlotPorts, wanted: Wanted): Promise<SlotVerdict> {
  const slots = (await store.find('agent-work', AGENT_WORK_ID))?.slots ?? [];
  const isFull = slots.length >= settings.agentTasksAtOnce;
  const ended = isFull ? await endedOf({ store, clock }, slots) : [];
  const { verdict } = await changeRecord(store, 'agent-work', AGENT_WORK_ID, (work) =>
    decideSlot(work, wanted, settings, ended, clock.now()),
  );
  return verdict;
}

/** For one that has its slot and is started once more. One read and one write. */
export async function takeRound(
  { store, clock, settings }: SlotPorts,
  round: { id: string; costUsd?: number | undefined },
): Promise<SlotVerdict> {
  const { verdict } = await changeRecord(store, 'agent-work', AGENT_WORK_ID, (work) =>
    decideRound(work, round, settings, clock.now()),
  );
  return verdict;
}

/** By then whoever has taken one has given the task, or died; and if they come back they take one anew. */
const GIVING_MS = 15 * 60_000;

/** Ids of those that are free, and nobody has freed them: who was to do it has died. */
async function endedOf(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  slots: readonly AgentSlot[],
): Promise<string[]> {
  const tasks = await Promise.all(slots.map(({ planId, number }) => store.find('task', taskId(planId, number))));
  return slots.flatMap(({ id, at }, index) => {
    const task = tasks[index];
    const isHeld = task?.agent?.id === id ? isAgentAtWork(task) : clock.now() < at + GIVING_MS;
    return isHeld ? [] : [id];
  });
}

/** Those whose agents are at work, the oldest first. A read, and one for each of them besides. */
export async function slotsInHand({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<AgentSlot[]> {
  const slots = (await store.find('agent-work', AGENT_WORK_ID))?.slots ?? [];
  const ended = await endedOf({ store, clock }, slots);
  return slots.filter(({ id }) => !ended.includes(id));
}

/** `isGiven`: the task was given by it. One read, and one write if it is taken. */
export async function freeSlot(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: string,
  isGiven: boolean,
): Promise<void> {
  await changeRecord(store, 'agent-work', AGENT_WORK_ID, (work) => withoutSlot(work, id, isGiven, clock.now()));
}
