/** Takes one step after the other: look, say, do, look again, until nothing is left that can be done now. */
import { parseSettings, type SettingName, SettingsError, settings } from '@valine/settings';
import { perform } from './act/act.ts';
import { note } from './act/doing.ts';
import { decideSteps } from './decide/decide-steps.ts';
import type { Found } from './decide/found.ts';
import type { Ports, Values, Wanted } from './decide/ports.ts';
import { deniedMessage } from './decide/setup-messages.ts';
import type { Step } from './decide/step.ts';
import { look } from './look/look.ts';
import { Refused } from './look/read.ts';

/** `failed`: why a step could not be done, by its id. */
export type Outcome = { steps: readonly Step[]; failed: ReadonlyMap<string, string> };

type Run = { ports: Ports; wanted: Wanted; takenOver: string[]; left: Map<string, string> };

/** Says what there is to do, and does nothing. */
export async function planSetup(ports: Ports, wanted: Wanted): Promise<readonly Step[]> {
  return decideSteps(await look(ports, wanted, []));
}

/** @throws CliError where the store cannot be read or written */
export async function runSetup(ports: Ports, wanted: Wanted): Promise<Outcome> {
  const run: Run = { ports, wanted, takenOver: [], left: new Map() };
  for (;;) {
    const found = await look(ports, wanted, run.takenOver);
    const steps = decideSteps(found);
    ports.talk.show(steps);
    const next = steps.find((step) => isToDo(step) && !run.left.has(step.id));
    if (next === undefined) return { steps, failed: failuresIn(steps, run.left) };
    await take(run, next, found);
  }
}

function isToDo({ is }: Step): boolean {
  return is === 'open' || is === 'asking' || is === 'person';
}

/** What nobody does now is empty. */
function failuresIn(steps: readonly Step[], left: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...left].filter(([id, why]) => why !== '' && steps.some((step) => step.id === id && isToDo(step))));
}

async function take(run: Run, step: Step, found: Found): Promise<void> {
  if (step.is === 'open') return doStep(run, step, found);
  if (step.is === 'asking')
    return step.question.name === 'take-over' ? askTakeOver(run, step) : askStep(run, step, found);
  if (step.is === 'person') return waitFor(run, step);
}

/** Once: what is still to be done after it is told, and the next step has its turn. */
async function doStep({ ports, wanted, left }: Run, step: Step & { is: 'open' }, { values }: Found): Promise<void> {
  const key = `${step.id} ${JSON.stringify(step.act)}`;
  if (left.has(key)) return void left.set(step.id, 'it was done, and is not to be seen: run valine setup again');
  left.set(key, '');
  try {
    await perform({ ports, wanted, values }, step.act);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    left.set(step.id, deniedMessage(step.id, error));
  }
}

async function askStep(run: Run, step: Step & { is: 'asking' }, found: Found): Promise<void> {
  const { ports, wanted, left } = run;
  const { question } = step;
  if (!ports.talk.isInteractive) {
    if (question.usual !== undefined && wanted.github === 'token') return keep(run, question.name, question.usual);
    return void left.set(step.id, '');
  }
  for (let problem: string | undefined; ; ) {
    const answer = (await ports.talk.ask(question, problem)) ?? question.usual;
    if (answer === undefined) {
      if (question.isOptional) note(ports, { passed: [...found.notes.passed, step.id] });
      else left.set(step.id, '');
      return;
    }
    problem = problemOf(question.name, answer);
    if (problem !== undefined) continue;
    return keep(run, question.name, answer);
  }
}

/** Anything but a yes leaves what is in use elsewhere as it is. */
async function askTakeOver({ ports, takenOver, left }: Run, { id, question }: Step & { is: 'asking' }): Promise<void> {
  const answer = ports.talk.isInteractive ? await ports.talk.ask(question) : undefined;
  if (answer === 'yes') takenOver.push(id);
  else left.set(id, '');
}

async function keep({ ports }: Run, name: string, answer: string): Promise<void> {
  if (name === 'github') return note(ports, { github: answer as 'app' | 'token' | 'sandbox' });
  await ports.store.write({ [name]: answer });
}

/** By the schema that reads it later. */
function problemOf(name: string, answer: string): string | undefined {
  if (!isSetting(name)) return undefined;
  try {
    parseSettings({ [name]: answer } satisfies Values, [name]);
    return undefined;
  } catch (error) {
    if (error instanceof SettingsError) return error.problems[0];
    throw error;
  }
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

async function waitFor({ ports, left }: Run, step: Step & { is: 'person' }): Promise<void> {
  if (step.isOptional) {
    ports.talk.say(`${step.title}: ${step.says}${step.link === undefined ? '' : `\n  ${step.link}`}`);
    return note(ports, { passed: [...ports.notes.read().passed, step.id] });
  }
  if (!ports.talk.isInteractive || (await ports.talk.wait(step)) === 'later') left.set(step.id, '');
}
