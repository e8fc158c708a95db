/** What the team reads in the morning, in the evening, and once a week. People are named, and nobody is notified. */
import { agoMarkdown, cutText, type Message, mentionText, plainText } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { isPlanEnded, isTaskDone, type Plan, tasksOf } from '@valine/records';
import { progressText, taskLine } from '../../plans/card/messages.ts';
import { linkText, runLinkText } from '../../workflows/card/text-messages.ts';
import type { Slot } from '../slot/decide.ts';
import type { Facts, Known, Merge, Review } from './facts.ts';

/** More of one kind are counted. */
const MOST_LINES = 8;

type Day = Pick<Slot, 'date'>;

export function morningMessage({ date }: Day, facts: Facts): Message {
  return reportOf(`☀️ Morning of ${date}`, facts, [
    ...redLines(facts),
    ...mergedLines('Merged', facts),
    ...deployedLines(facts),
    ...waitingLines(facts),
    ...planLines(facts),
  ]);
}

export function eveningMessage({ date }: Day, facts: Facts): Message {
  const carried = facts.plans.flatMap((plan) => openTasks(plan));
  return reportOf(`🌙 Evening of ${date}`, facts, [
    ...redLines(facts),
    ...mergedLines('Merged or done today', facts),
    ...deployedLines(facts),
    ...section('Carried over', carried.map(taskLine)),
    ...reviewLines(facts),
  ]);
}

/** As many as a chart shows. */
const MOST_BARS = 20;

/** With a chart of what the deploys took, or the last of them. */
export function digestMessage({ date }: Day, facts: Facts): Message {
  const deploys = deploysSince(facts);
  const chart = deploys === 'unknown' ? [] : deploys.filter(({ status }) => status === 'completed');
  const open = facts.plans.reduce((count, plan) => count + openTasks(plan).length, 0);
  return {
    ...reportOf(`📅 The week to ${date}`, facts, [
      ...redLines(facts),
      `${mergesText(facts)} • ${countText(facts.ended.length, 'plan')} ended • ${countText(open, 'task')} open`,
      deploysText(deploys, facts),
      ...reviewLines(facts),
    ]),
    ...(chart.length > 0 && { chart: chartOf(chart.slice(0, MOST_BARS)) }),
  };
}

function reportOf(title: string, facts: Facts, lines: string[]): Message {
  const known = [...lines, ...facts.unreadPlans.map(unreadText)];
  const said = known.length === 0 ? ['Nothing was merged or deployed, and nothing waits.'] : known;
  return { card: { title, lines: said, tone: isRed(facts) ? 'bad' : 'neutral' } };
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_LINES;
  return [`**${title}**`, ...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

const BAD = ['failure', 'timed_out', 'startup_failure'];

/** Of those that have come to an end by themselves: a cancelled one says nothing. */
function lastOf(runs: readonly WorkflowRunInfo[]): WorkflowRunInfo | undefined {
  return runs.find(({ conclusion }) => conclusion === 'success' || BAD.includes(conclusion ?? ''));
}

function redRuns({ deploys, diagnoses }: Facts): WorkflowRunInfo[] {
  const last = [deploys, diagnoses].map((runs) => (runs === 'unknown' ? undefined : lastOf(runs)));
  return last.filter((run) => run !== undefined).filter(({ conclusion }) => conclusion !== 'success');
}

function isRed(facts: Facts): boolean {
  return redRuns(facts).length > 0;
}

function redLines(facts: Facts): string[] {
  const red = redRuns(facts).map(
    (run) =>
      `🔴 **main is red**: ${plainText(run.name)} failed ${agoMarkdown(run.startedAt)} • ${runLinkText(run.url)}`,
  );
  const isUnseen = facts.deploys === 'unknown' || facts.diagnoses === 'unknown';
  return [...red, ...(isUnseen ? [unknownText('Whether main is red')] : [])];
}

function mergedLines(title: string, { merged, mergedIs }: Facts): string[] {
  const more: Record<Facts['mergedIs'], string[]> = {
    whole: [],
    partly: ['❔ More may have been merged: GitHub lists it under its closed pull requests.'],
    unknown: ['❔ What else was merged is not known: GitHub did not tell. It lists it under its closed pull requests.'],
  };
  return [...section(title, merged.map(mergeText)), ...more[mergedIs]];
}

/** Those of plans say of which. */
function mergeText(merge: Merge): string {
  if (merge.of !== undefined) return `${taskLine(merge.of.task)} • \`${merge.of.planId}\``;
  const { number, url, title, author } = merge.pull;
  const by = author === undefined ? [] : [`by ${plainText(author)}`];
  return [`✅ ${linkText(`PR #${number}`, url)} ${plainText(cutText(title, 80))}`, ...by, agoMarkdown(merge.at)].join(
    ' • ',
  );
}

function mergesText({ merged, mergedIs }: Facts): string {
  const ofPlans = merged.filter(({ of }) => of !== undefined).length;
  const least = mergedIs === 'whole' ? '' : 'at least ';
  return `✅ ${least}${countText(merged.length, 'merge')}${merged.length > 0 ? `, ${ofPlans} of plans` : ''}`;
}

function deploysSince({ deploys, since }: Facts): Known<WorkflowRunInfo[]> {
  return deploys === 'unknown' ? deploys : deploys.filter(({ startedAt }) => startedAt >= since);
}

/** Those that failed are told too; that deploys are unknown is told with whether main is red. */
function deployedLines(facts: Facts): string[] {
  const deploys = deploysSince(facts);
  return deploys === 'unknown' ? [] : section('Deployed', deploys.map(deployText));
}

function deployText({ status, conclusion, startedAt, head, url }: WorkflowRunInfo): string {
  const title = head?.title === undefined ? [] : [plainText(cutText(head.title, 80))];
  return [`${iconOf({ status, conclusion })} ${agoMarkdown(startedAt)}`, ...title, runLinkText(url)].join(' • ');
}

function iconOf({ status, conclusion }: Pick<WorkflowRunInfo, 'status' | 'conclusion'>): string {
  if (status !== 'completed') return '🟡';
  if (conclusion === 'success') return '🟢';
  return BAD.includes(conclusion ?? '') ? '🔴' : '⚪';
}

/** What tasks of plans wait for, and reviews that are none of theirs. */
function waitingLines(facts: Facts): string[] {
  const tasks = facts.plans.flatMap(openTasks).filter(({ turn }) => turn !== undefined);
  const theirs = tasks.map(({ pullRequest }) => pullRequest?.number);
  const others = facts.reviews === 'unknown' ? [] : facts.reviews.filter(({ number }) => !theirs.includes(number));
  const lines = [...tasks.map(taskLine), ...others.map((review) => reviewText(review, facts))];
  return [...section('Waits', lines), ...unseenReviews(facts)];
}

function reviewLines(facts: Facts): string[] {
  if (facts.reviews === 'unknown') return unseenReviews(facts);
  return section(
    'Open reviews',
    facts.reviews.map((review) => reviewText(review, facts)),
  );
}

function unseenReviews({ reviews }: Facts): string[] {
  return reviews === 'unknown' ? [unknownText('Which reviews are open')] : [];
}

function reviewText({ number, url, askedFor, updatedAt }: Review, { people }: Facts): string {
  const who = askedFor.map((login) => {
    const id = Object.hasOwn(people, login) ? people[login] : undefined;
    return id === undefined ? plainText(login) : mentionText({ id });
  });
  return `👀 ${linkText(`PR #${number}`, url)} • asks for a review of ${who.join(', ')} • updated ${agoMarkdown(updatedAt)}`;
}

function openTasks(plan: Plan) {
  return plan.state === 'in_progress' ? tasksOf(plan).filter((task) => !isTaskDone(task)) : [];
}

function planLines({ plans, unreadPlans }: Facts): string[] {
  const open = plans.filter((plan) => !isPlanEnded(plan));
  if (open.length === 0 && unreadPlans.length === 0) return ['📋 There is no plan yet: `/plan` proposes one.'];
  return open.slice(0, 3).map((plan) => {
    const stands = plan.state === 'pending' ? 'waits for approval' : progressText(plan);
    return `📋 Plan \`${plan.id}\` • ${stands} • ${countText(tasksOf(plan).length, 'task')}`;
  });
}

function deploysText(deploys: Known<readonly WorkflowRunInfo[]>, { moreDeploys }: Facts): string {
  if (deploys === 'unknown') return unknownText('What was deployed');
  const good = deploys.filter(({ conclusion }) => conclusion === 'success').length;
  const bad = deploys.filter(({ conclusion }) => BAD.includes(conclusion ?? '')).length;
  const least = moreDeploys ? 'at least ' : '';
  return `🚀 ${least}${countText(deploys.length, 'deploy')}${deploys.length > 0 ? `: ${good} succeeded, ${bad} failed` : ''}`;
}

function chartOf(newestFirst: readonly WorkflowRunInfo[]): NonNullable<Message['chart']> {
  const bars = newestFirst.toReversed().map(({ conclusion, startedAt, updatedAt }) => ({
    value: updatedAt > startedAt ? Math.round((updatedAt - startedAt) / 1000) : null,
    outcome:
      conclusion === 'success'
        ? ('good' as const)
        : BAD.includes(conclusion ?? '')
          ? ('bad' as const)
          : ('unknown' as const),
  }));
  const taken = bars.map(({ value }) => (value === null ? 'n/a' : `${value} s`)).join(', ');
  return {
    description: `What the${bars.length === MOST_BARS ? ' last' : ''} deploys of the week took, the oldest first: ${taken}`,
    bars,
  };
}

function unknownText(what: string): string {
  return `❔ ${what} is not known: GitHub did not tell. \`/status\` asks again.`;
}

function unreadText(planId: string): string {
  return `❔ How \`${planId}\` stands is not known: another version wrote its record. Deploy that version, or a later one.`;
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
