/** What Tab offers after `!`: the actions, and what each takes. */
import { CommentVerb } from '@valine/contracts';
import {
  AGENT_BEHAVIOURS,
  buttonsOf,
  CHECK_NAMES,
  CHECK_OUTCOMES,
  DEQUEUE_REASONS,
  JUDGEMENTS,
  MERGE_METHODS,
  MODEL_BEHAVIOURS,
  SITE_FAULTS,
  SITE_PARTS,
  selectsOf,
} from '@valine/sandboxes';
import { CLOSE_REASONS } from '../actions/parse-line.ts';
import { ARTIFACTS, OUTCOMES } from '../actions/parse-workflow-action.ts';
import type { LocalSystem } from '../system/local-system.ts';

type Around = Pick<LocalSystem, 'discord' | 'github'>;
/** `before`: the words between the action and the one that is typed. */
type Offers = (around: Around, before: readonly string[]) => readonly string[];

const inOrder =
  (...lists: (readonly string[])[]): Offers =>
  (_around, before) =>
    lists[before.length] ?? [];
const NOTHING: Offers = () => [];
const SWITCH = inOrder(['off', 'on']);

const OFFERS: Readonly<Record<string, Offers>> = {
  press: (around, before) => (before.length === 0 ? buttonLabels(around) : []),
  choose: (around, before) => valuesToChoose(around).filter((value) => !before.includes(value)),
  as: ({ discord }, before) => [discord?.memberNames() ?? [], ['operator', 'guest']][before.length] ?? [],
  directs: ({ discord }, before) => [discord?.memberNames() ?? [], ['off', 'on']][before.length] ?? [],
  issues: NOTHING,
  open: (around, before) => (before.length === 0 ? [] : labelsOf(around)),
  commit: (_around, before) => (before.length === 1 ? ['force'] : []),
  close: (around, before) => [issueNumbers(around, 'open'), CLOSE_REASONS][before.length] ?? [],
  reopen: (around, before) => (before.length === 0 ? issueNumbers(around, 'closed') : []),
  label: (around, before) => [issueNumbers(around, 'open'), labelsOf(around)][before.length] ?? [],
  unlabel: (around, before) => [issueNumbers(around, 'open'), labelsOf(around, before[0])][before.length] ?? [],
  block: (around, before) => (before.length < 2 ? issueNumbers(around, 'open') : []),
  unblock: (around, before) => (before.length < 2 ? issueNumbers(around, 'open') : []),
  say: (around, before) => {
    if (before.length < 2) return [issueNumbers(around, 'open'), ['/valine']][before.length] ?? [];
    return before.length === 2 ? CommentVerb.options : ['as:eve'];
  },
  comments: (around, before) => (before.length === 0 ? issueNumbers(around, 'open') : []),
  agent: ({ github }, before) =>
    [github?.agents().map(({ name }) => name) ?? [], AGENT_BEHAVIOURS][before.length] ?? [],
  archive: inOrder(['on', 'off']),
  ready: (around, before) => (before.length === 0 ? pullNumbers(around) : []),
  draft: (around, before) => (before.length === 0 ? pullNumbers(around) : []),
  review: (around, before) => [pullNumbers(around), JUDGEMENTS, ['as:jonas-w']][before.length] ?? [],
  checks: (around, before) => [pullNumbers(around), CHECK_OUTCOMES, checksOf(around)][before.length] ?? [],
  conflict: (around, before) => (before.length === 0 ? pullNumbers(around) : []),
  push: (around, before) => (before.length === 0 ? pullNumbers(around) : []),
  merge: (around, before) => [pullNumbers(around), MERGE_METHODS][before.length] ?? [],
  dequeue: (around, before) => [pullNumbers(around), DEQUEUE_REASONS][before.length] ?? [],
  protect: (around) => [
    'off',
    'approvals:1',
    'up-to-date',
    'queue',
    ...checksOf(around).map((name) => `check:${name}`),
  ],
  'next-run': ({ github }, before) => [
    ...(before.length === 0 ? OUTCOMES : []),
    ...(github?.stepNames() ?? []).map((name) => `step:${quoted(name)}`),
    ...CHECK_NAMES.map((name) => `check:${name}`),
    ...ARTIFACTS.map((name) => `artifact:${name}`),
    ...['seconds:', 'queued-seconds:'],
  ],
  webhooks: SWITCH,
  polling: SWITCH,
  'lose-next-dispatch': NOTHING,
  site: (_around, before) => [[...SITE_FAULTS, 'up'], before[0] === 'up' ? [] : SITE_PARTS][before.length] ?? [],
  model: inOrder(MODEL_BEHAVIOURS),
  redeliver: NOTHING,
  github: inOrder(['down', 'up']),
  messages: NOTHING,
  state: NOTHING,
  help: NOTHING,
  quit: NOTHING,
};

/** The completions, and the end of the line they replace. */
export function completeAction(around: Around, line: string): [string[], string] {
  const [, name = '', rest] = /^!(\S*)(?:\s+(.*))?$/s.exec(line) ?? [];
  if (rest === undefined && !/\s$/.test(line))
    return [
      startingWith(
        line,
        Object.keys(OFFERS).map((each) => `!${each} `),
      ),
      line,
    ];
  // A button's label may have blanks in it, and needs no quotes.
  const typed = name === 'press' ? (rest ?? '') : (/(?:\S*"[^"]*|\S*)$/.exec(rest ?? '')?.[0] ?? '');
  const before = (rest ?? '').slice(0, (rest ?? '').length - typed.length).match(/(?:"[^"]*"|\S)+/g) ?? [];
  return [startingWith(typed, Object.hasOwn(OFFERS, name) ? (OFFERS[name]?.(around, before) ?? []) : []), typed];
}

function startingWith(typed: string, words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => word.toLowerCase().startsWith(typed.toLowerCase()));
}

function buttonLabels({ discord }: Around): string[] {
  const all = (discord?.messages() ?? []).toReversed().flatMap(({ message }) => buttonsOf(message));
  return all.filter(({ customId, disabled }) => customId !== undefined && !disabled).map(({ label }) => label);
}

function valuesToChoose({ discord }: Around): string[] {
  const newest = discord?.messages().findLast(({ message }) => selectsOf(message).length > 0);
  const options = newest === undefined ? [] : selectsOf(newest.message).flatMap((select) => select.options);
  return options.map(({ value }) => value);
}

function issueNumbers({ github }: Around, state: string): string[] {
  return (github?.issues() ?? []).filter((issue) => issue.state === state).map(({ number }) => String(number));
}

/** Of the open pull requests, and of the issues that they close. */
function pullNumbers({ github }: Around): string[] {
  return (github?.openPulls() ?? []).map(String);
}

function checksOf({ github }: Around): string[] {
  return (github?.checkNames() ?? []).map(quoted);
}

/** Of all issues, or of one. */
function labelsOf({ github }: Around, number?: string): string[] {
  const issues = github?.issues() ?? [];
  const meant = number === undefined ? issues : issues.filter((issue) => `${issue.number}` === number.replace('#', ''));
  return meant.flatMap(({ labels }) => labels.map(quoted));
}

export function quoted(text: string): string {
  return /\s/.test(text) ? `"${text}"` : text;
}
