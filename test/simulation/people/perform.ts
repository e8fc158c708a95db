/** Carries out the steps of a scenario, one after the other. */
import { buttonId, type CommandName } from '@valine/commands';
import { linkAttemptId, type StageKind, siteChangeId, taskId, trackingId } from '@valine/records';
import { planIdOf, type World } from '../world.ts';
import { switchPause } from './admins/pause.ts';
import { nameOf, numberedValue, rotateSecretKey } from './admins/values.ts';
import { forge } from './attacker/forge.ts';
import { POISON } from './attacker/poison.ts';
import { editSite } from './github/site.ts';
import { isOfLinking, performLinking } from './identity/linking.ts';
import { intendEffects } from './intend-effects.ts';
import { PEOPLE } from './interaction-body.ts';
import { ofRules } from './rules.ts';
import { ofSetUp } from './set-up.ts';
import type { About, Deed, Step } from './step.ts';

/** Milliseconds from now until the last step is taken. */
export function schedule(world: World, steps: readonly Step[]): number {
  let at = 0;
  for (const step of steps) {
    at += step.afterMs;
    world.engine.timeline.after(at, () => {
      world.engine.trace.note('step', () => JSON.stringify(step));
      if (isOfLinking(step)) performLinking(world, step);
      else if (step.do === 'switch pause') switchPause(world, step.isPaused);
      else if (step.do === 'run ends' || step.do === 'sweep') ofRules(world, step);
      else perform(world, step);
    });
  }
  return at;
}

function perform(world: World, deed: Exclude<Deed, { do: 'switch pause' }>): void {
  const { discordPeople, gitHubPeople, queues } = world;
  switch (deed.do) {
    case 'command':
      command(world, deed);
      break;
    case 'press':
      press(world, deed);
      break;
    case 'choose':
      discordPeople.choose(buttonId('choose-tasks', planIdOf(world, deed.run)), deed.numbers.map(String), deed.by);
      break;
    case 'type':
      discordPeople.type(deed.name, deed.option, deed.typed, deed.by);
      break;
    case 'change issue':
      gitHubPeople.change(deed.number, deed.change);
      break;
    case 'change pull':
    case 'open pull':
    case 'push main':
      ofPulls(world, deed);
      break;
    case 'edit site':
      editSite(world.github.repository.model, deed.how, world.engine.timeline.now());
      break;
    case 'set value':
    case 'rotate secret key':
      ofAdmins(world, deed);
      break;
    case 'give task':
    case 'take back':
      ofAgents(world, deed);
      break;
    case 'approve pull':
      gitHubPeople.approvePull(deed.number, deed.by);
      break;
    case 'comment':
      gitHubPeople.comment(deed);
      break;
    case 'forge':
      forge(world, deed.how);
      break;
    case 'delete message':
      deleteMessage(world, idOf(world, deed));
      break;
    case 'send again':
      discordPeople.sendAgain();
      break;
    case 'lose webhooks':
    case 'break set-up':
    case 'hide set-up':
    case 'look at set-up':
      ofSetUp(world, deed);
      break;
    case 'intend effects':
      intendEffects(world, deed.effects);
      break;
    case 'poison':
      queues.put(deed.queue, POISON, { group: 'poison', deduplicationId: 'poison' });
      break;
  }
}

function ofAgents(world: World, deed: Extract<Deed, { do: 'give task' | 'take back' }>): void {
  const task = `${planIdOf(world, 0)}.${deed.number}`;
  const button =
    deed.do === 'take back' ? buttonId('agent-stop', task) : buttonId('agent-give', `${task}.${deed.agent}`);
  world.discordPeople.press(button, deed.by);
}

function ofPulls(
  { gitHubPeople }: World,
  deed: Extract<Deed, { do: 'change pull' | 'open pull' | 'push main' }>,
): void {
  if (deed.do === 'push main') gitHubPeople.pushMain();
  else if (deed.do === 'open pull') gitHubPeople.openPull(deed.number, deed.by);
  else gitHubPeople.changePull(deed.number, deed.change);
}

function command(world: World, deed: Extract<Deed, { do: 'command' }>): void {
  const run = deed.run === undefined ? {} : { run_id: planIdOf(world, deed.run) };
  const task = deed.task === undefined ? {} : { what: taskId(planIdOf(world, 0), deed.task) };
  const id = world.discordPeople.command(deed.name, { ...deed.options, ...run, ...task }, deed.by);
  if (deed.name === 'link' && deed.options === undefined)
    world.links.attempts.push({ id: linkAttemptId(id), personId: (PEOPLE[deed.by] ?? PEOPLE[0]).id });
  if (deed.name === 'plan') world.plans.push(id);
  if (deed.name === 'ux-update') world.changes.push(siteChangeId(id));
  const kind = FOLLOWED[deed.name];
  if (kind !== undefined) world.trackings.push(trackingId(kind, id));
}

type OfAdmins = Extract<Deed, { do: 'set value' | 'rotate secret key' }>;

function ofAdmins(world: World, deed: OfAdmins): void {
  const { discordPeople, askedValues, github } = world;
  if (deed.do === 'rotate secret key') {
    rotateSecretKey(github.repository.model);
    return;
  }
  const value = numberedValue(deed.value);
  const asked = (id: string) =>
    askedValues.push({ id, name: nameOf(deed.name), value, by: deed.by, confirmed: deed.confirm });
  const confirm = deed.confirm ? { confirm: true } : {};
  if (deed.inWindow) discordPeople.commandInWindow(deed.name, confirm, value, deed.by, asked);
  else asked(discordPeople.command(deed.name, { url: value, ...confirm }, deed.by));
}

function press(world: World, deed: Extract<Deed, { do: 'press' }>): void {
  const id = idOf(world, deed);
  if (deed.button === 'confirm-change')
    world.confirmed.push({ changeId: id, personId: (PEOPLE[deed.by] ?? PEOPLE[0]).id });
  world.discordPeople.press(buttonId(deed.button, id), deed.by);
}

/** What a command has followed first. */
const FOLLOWED: Partial<Record<CommandName, StageKind>> = {
  'deploy-client': 'deploy',
  diagnose: 'diagnose',
  'verify-latest': 'verify',
  'verify-run': 'verify',
};

function idOf(world: World, about: About): string {
  if ('run' in about) return planIdOf(world, about.run);
  if ('change' in about) return world.changes[about.change] ?? 'change-0000000000';
  return world.trackings[about.tracking] ?? 'deploy-0000000000';
}

function deleteMessage({ discord, engine }: World, id: string): void {
  const found = discord.book.messages.find(({ body, deleted }) => !deleted && JSON.stringify(body).includes(id));
  if (found === undefined) return;
  found.deleted = true;
  found.deletedAt = engine.timeline.now();
  engine.coverage.sometimes('somebody deleted a message');
}
