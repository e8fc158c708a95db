/** Carries out the steps of a scenario, one after the other. */
import { buttonId } from '@valine/commands';
import { runIdOf, type World } from '../world.ts';
import { forge } from './forge.ts';
import { intendEffects } from './intend-effects.ts';
import { POISON } from './poison.ts';
import type { Deed, Step } from './step.ts';

/** Milliseconds from now until the last step is taken. */
export function schedule(world: World, steps: readonly Step[]): number {
  let at = 0;
  for (const step of steps) {
    at += step.afterMs;
    world.engine.timeline.after(at, () => {
      world.engine.trace.note('step', () => JSON.stringify(step));
      perform(world, step);
    });
  }
  return at;
}

function perform(world: World, deed: Deed): void {
  const { discordPeople, gitHubPeople, queues } = world;
  switch (deed.do) {
    case 'command':
      command(world, deed);
      break;
    case 'press':
      discordPeople.press(buttonId(deed.button, runIdOf(world, deed.run)), deed.by);
      break;
    case 'type':
      discordPeople.type(deed.name, deed.option, deed.typed, deed.by);
      break;
    case 'change issue':
      gitHubPeople.change(deed.number, deed.change);
      break;
    case 'forge':
      forge(world, deed.how);
      break;
    case 'delete message':
      deleteMessage(world, runIdOf(world, deed.run));
      break;
    case 'send again':
      discordPeople.sendAgain();
      break;
    case 'intend effects':
      intendEffects(world, deed.effects);
      break;
    case 'poison':
      queues.put(deed.queue, POISON, { group: 'poison', deduplicationId: 'poison' });
      break;
  }
}

function command(world: World, deed: Extract<Deed, { do: 'command' }>): void {
  const run = deed.run === undefined ? {} : { run_id: runIdOf(world, deed.run) };
  const id = world.discordPeople.command(deed.name, { ...deed.options, ...run }, deed.by);
  if (deed.name === 'plan') world.plans.push(id);
}

function deleteMessage({ discord, engine }: World, runId: string): void {
  const found = discord.book.messages.find(({ body, deleted }) => !deleted && JSON.stringify(body).includes(runId));
  if (found === undefined) return;
  found.deleted = true;
  found.deletedAt = engine.timeline.now();
  engine.coverage.sometimes('somebody deleted a message');
}
