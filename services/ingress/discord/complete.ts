/** What Discord offers while an option is typed. */
import { askedByCommand, findAccessRefusal } from '@valine/admission';
import { type Command, catalogue, findCommand, type TextOption, UX_PROPERTIES } from '@valine/commands';
import { cutText } from '@valine/contracts';
import type { PlannedSummary, PlanSummary, TrackingSummary } from '@valine/records';
import type { IngressPorts } from '../ports.ts';
import { type AutocompleteInteraction, askerOf } from './interaction.ts';
import {
  commandChoiceMessage,
  planChoiceMessage,
  taskChoiceMessage,
  trackingChoiceMessage,
  workflowRunChoiceMessage,
} from './messages.ts';

type Source = NonNullable<TextOption['completes']>;

/** Discord's limits. */
const MAX_CHOICES = 25;
const MAX_LENGTH = 100;
/** More than are offered, for some are filtered out; still one page of one query. */
const RUNS_READ = 50;

export type Choice = { name: string; value: string };

/**
 * Offers nothing to somebody who may not run the command, and nothing rather than an error when the store is out of
 * reach: what is typed can be sent all the same.
 */
export async function completeOption(
  ports: Pick<IngressPorts, 'runs' | 'settings' | 'logger'>,
  sent: AutocompleteInteraction,
  now: number,
): Promise<Choice[]> {
  const command = findCommand(sent.data.name);
  if (command === undefined || findAccessRefusal(askedByCommand(command), askerOf(sent), ports.settings)) return [];
  const typed = sent.data.options?.find((option) => option.focused);
  const source = typed && sourceOf(command, typed.name);
  if (source === undefined) return [];
  try {
    const text = String(typed?.value ?? '');
    return matching(await choicesFrom(source, ports, text, now), text);
  } catch (error) {
    ports.logger.warn('autocomplete without choices', { interactionId: sent.id, command: command.name, error });
    return [];
  }
}

function sourceOf(command: Command, name: string): Source | undefined {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  return option?.kind === 'text' ? option.completes : undefined;
}

const planChoice = (plan: PlanSummary, now: number): Choice => ({ name: planChoiceMessage(plan, now), value: plan.id });

type From = Pick<IngressPorts, 'runs' | 'settings'>;

async function choicesFrom(source: Source, { runs, settings }: From, typed: string, now: number): Promise<Choice[]> {
  const ofRun = (plan: PlanSummary) => planChoice(plan, now);
  switch (source) {
    case 'commands':
      return Object.values(catalogue).map((command) => ({ name: commandChoiceMessage(command), value: command.name }));
    case 'sections':
      return sectionChoices(Object.keys(settings.UX_SECTIONS));
    case 'mutable':
      return mutableChoices({ runs, settings }, typed, now);
    case 'pending-runs':
      return (await runs.listPlans('open', RUNS_READ)).filter((plan) => plan.state === 'pending').map(ofRun);
    case 'active-runs':
      return (await runs.listPlans('open', RUNS_READ)).filter((plan) => plan.state === 'in_progress').map(ofRun);
    case 'runs':
      return allChoices(runs, now);
    case 'workflow-runs':
      return workflowRunChoices(await allTrackings(runs), now);
  }
}

function ruleChoices({ NOTIFICATION_RULE_NAMES: names = [] }: From['settings']): Choice[] {
  return names.map((value) => ({ name: `rule ${value}`, value }));
}

async function mutableChoices({ runs, settings }: From, typed: string, now: number): Promise<Choice[]> {
  const [tasks, plans] = await Promise.all([taskChoices(runs, typed), runs.listPlans('open', RUNS_READ)]);
  // What only blocks a task, or was taken out of the plan, finds the plan too.
  const isIn = ({ planId, number }: PlannedSummary) =>
    plans.find(({ id }) => id === planId)?.issues?.includes(number) ?? true;
  return [
    ...ruleChoices(settings),
    ...tasks.filter(isIn).map(taskChoice),
    ...plans.map((plan) => planChoice(plan, now)),
  ];
}

function taskChoice({ id, number }: PlannedSummary): Choice {
  return { name: taskChoiceMessage(id, String(number)), value: id };
}

/** By the number of an issue, or what its id ends with: `7`, `#7`, `plan-pwpa9m8j8m-7`. */
async function taskChoices(runs: From['runs'], typed: string): Promise<PlannedSummary[]> {
  const [, number] = /(?:^|[#-])(\d{1,9})$/.exec(typed.trim()) ?? [];
  if (number === undefined) return [];
  const planned = await runs.listPlanned(Number(number), 'open');
  return planned.filter(({ adoptedFor }) => adoptedFor === undefined);
}

/** What a command begins with; its value is typed behind. */
function sectionChoices(sections: readonly string[]): Choice[] {
  const begun = sections.flatMap((section) => UX_PROPERTIES.map((property) => `section:${section} ${property}:`));
  return begun.map((text) => ({ name: text, value: text }));
}

/** Plans, then what was asked of workflows; of both the open ones first, for they are asked for most. */
async function allChoices(runs: IngressPorts['runs'], now: number): Promise<Choice[]> {
  const [plans, trackings] = await Promise.all([allRuns(runs), allTrackings(runs)]);
  const ofTracking = (tracking: TrackingSummary) => ({
    name: trackingChoiceMessage(tracking, now),
    value: tracking.id,
  });
  return [...plans.map((plan) => planChoice(plan, now)), ...trackings.map(ofTracking)];
}

async function allRuns(runs: IngressPorts['runs']): Promise<PlanSummary[]> {
  const [open, ended] = await Promise.all([runs.listPlans('open', RUNS_READ), runs.listPlans('ended', MAX_CHOICES)]);
  return [...open, ...ended];
}

async function allTrackings(runs: IngressPorts['runs']): Promise<TrackingSummary[]> {
  const [open, ended] = await Promise.all([
    runs.listTrackings('open', RUNS_READ),
    runs.listTrackings('ended', MAX_CHOICES),
  ]);
  return [...open, ...ended];
}

/** Runs of Client Deploy that somebody has followed: the only ones known without asking GitHub. Each once. */
function workflowRunChoices(trackings: readonly TrackingSummary[], now: number): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { stages, updatedAt } of trackings) {
    for (const { kind, run } of stages) {
      if (kind === 'diagnose' || run === undefined) continue;
      const value = String(run.id);
      if (!choices.has(value)) choices.set(value, { name: workflowRunChoiceMessage(run, updatedAt, now), value });
    }
  }
  return [...choices.values()];
}

function matching(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  return choices
    .filter(({ name, value }) => value.length <= MAX_LENGTH && name.toLowerCase().includes(wanted))
    .slice(0, MAX_CHOICES)
    .map(({ name, value }) => ({ name: cutText(name, MAX_LENGTH), value }));
}
