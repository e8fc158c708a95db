/** A whole plan, from proposal to summary, while the stack is killed again and again. */
import { setTimeout } from 'node:timers/promises';
import { planIn } from '../../stories/support/plan-in.ts';
import { readMessage } from '../../stories/support/read-message.ts';
import type { System } from './open-system.ts';

/** How long after the start of each step the stack is killed, in milliseconds; a step beyond the list is left alone. */
export type Kills = readonly number[];

export async function planWithKills(
  system: System,
  kills: Kills,
  opensPullRequests: boolean,
): Promise<{ run: string; numbers: number[] }> {
  const delays = [...kills];
  const step = (act: () => Promise<Accepted>, isDone: () => boolean | Promise<boolean>) =>
    untilDone(system, act, isDone, delays.shift());
  const { discord, github } = system;

  await step(
    () => asked(discord.command('/plan limit:3')),
    () => cards(system).length > 0,
  );
  const { run, numbers } = planIn(cards(system)[0] ?? '');
  await step(
    () => pressApprove(system),
    async () => (await stateOf(system, run)) === 'in_progress',
  );
  const work = async (): Promise<Accepted> => {
    for (const number of numbers) (opensPullRequests ? finishPull : github.closeIssue)(number);
    return 'accepted';
  };
  const finishPull = (number: number) => {
    github.pushToPull(number);
    github.markReady(number);
  };
  const allDone = async () => (await system.state()).runs.find(({ id }) => id === run)?.tasks.done === numbers.length;
  const allReady = () => cards(system)[0]?.match(/🟢/g)?.length === numbers.length;
  await step(work, opensPullRequests ? allReady : allDone);
  const shipped = async () => (await stateOf(system, run)) === 'completed';
  await step(() => asked(discord.command(`/ship run_id:${run}`)), shipped);
  return { run, numbers };
}

/** Whether the stack has taken it: then nobody does it again, and it has to be done. */
type Accepted = 'accepted' | 'not accepted';

async function asked(interaction: Promise<{ outcome: string }>): Promise<Accepted> {
  return (await interaction).outcome === 'deferred' ? 'accepted' : 'not accepted';
}

/** Does it as people would: again, if the stack was away and after all has settled nothing came of it. */
async function untilDone(
  system: System,
  act: () => Promise<Accepted>,
  isDone: () => boolean | Promise<boolean>,
  killAfter: number | undefined,
): Promise<void> {
  const killed = killAfter === undefined ? undefined : setTimeout(killAfter).then(() => system.stack.kill());
  let accepted = await act();
  if (killed !== undefined) {
    await killed;
    await system.stack.start();
    redeliverFailed(system);
  }
  await system.settle();
  while (!(await isDone())) {
    if (accepted === 'accepted') throw new Error(await nothingCameOfIt(system, killAfter));
    accepted = await act();
    await system.settle();
  }
}

async function nothingCameOfIt({ state, github, stack }: System, killAfter: number | undefined): Promise<string> {
  const deliveries = github
    .deliveries()
    .map(({ guid, redelivery, status, statusCode }) => ({ guid, redelivery, status, statusCode }));
  const facts = { killAfter, state: await state(), deliveries };
  return `nothing came of it: ${JSON.stringify(facts, null, 1)}\n${stack.output}`;
}

/** What the sweep of an installation does: asks GitHub for the deliveries that failed, and for another try of each. */
function redeliverFailed({ github }: System): void {
  const delivered = new Set(github.deliveries().flatMap((each) => (each.statusCode === 202 ? [each.guid] : [])));
  for (const { id, guid } of github.deliveries()) {
    if (delivered.has(guid)) continue;
    delivered.add(guid);
    github.redeliver(id);
  }
}

async function pressApprove({ discord }: System): Promise<Accepted> {
  const card = discord.messages().find(({ message }) => readMessage(message).includes('[ Approve ]'));
  if (card === undefined) throw new Error('no message can be approved');
  return asked(discord.press(card.message.id, 'Approve'));
}

async function stateOf(system: System, run: string): Promise<string | undefined> {
  return (await system.state()).runs.find(({ id }) => id === run)?.state;
}

/** Every message of the channel that shows a plan's card. */
export function cards({ discord }: Pick<System, 'discord'>): string[] {
  const seen = discord.messages().filter(({ seenBy }) => seenBy === undefined);
  return seen.map(({ message }) => readMessage(message)).filter((text) => /^\S+ Plan plan-/u.test(text));
}

/** Every line of the plan's thread. */
export function threadLines({ discord }: System): string[] {
  const card = discord.messages().find(({ message }) => discord.threadUnder(message.id) !== undefined);
  return card === undefined ? [] : discord.messages(card.message.id).map(({ message }) => readMessage(message));
}
