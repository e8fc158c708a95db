/** Parses a line of the prompt into an action. */

import { AGENT_BEHAVIOURS, type AgentBehaviour, MODEL_BEHAVIOURS, type ModelBehaviour } from '@valine/sandboxes';
import { FILE_ACTIONS, type FileAction, parseFileAction } from './file-actions.ts';
import { PULL_ACTIONS, type PullAction, parsePullAction } from './parse-pull-action.ts';
import { type FaultAction, parseFault, parseNextRun, type WorkflowAction } from './parse-workflow-action.ts';
import { ACTION_USAGES } from './usages.ts';

export type Action =
  | { do: 'command'; text: string }
  | { do: 'press'; label: string; message?: number; text?: string }
  /** In the window that the newest command has opened. */
  | { do: 'write'; text: string }
  | { do: 'choose'; values: string[] }
  | { do: 'close'; issue: number; reason: 'completed' | 'not_planned' | 'duplicate' }
  | { do: 'reopen'; issue: number }
  | { do: 'label' | 'unlabel'; issue: number; label: string }
  | { do: 'block' | 'unblock'; issue: number; blocker: number }
  | { do: 'archive'; on: boolean }
  | { do: 'open'; title: string; labels: string[] }
  | TalkAction
  | { do: 'agent'; name: string; behaviour: AgentBehaviour }
  | { do: 'model'; behaviour: ModelBehaviour }
  | { do: 'commit'; title: string; force: boolean }
  | { do: 'as'; name: string; operator: boolean }
  /** Whether somebody takes direct messages. */
  | { do: 'directs'; name: string; on: boolean }
  | { do: 'github'; up: boolean }
  | WorkflowAction
  | FaultAction
  | PullAction
  | FileAction
  | Plain<'redeliver' | 'issues' | 'messages' | 'state' | 'help' | 'quit' | 'nothing'>
  | { do: 'mistake'; message: string };

/** `number`: of an issue or a pull request. `as`: a login. */
export type TalkAction =
  | { do: 'say'; number: number; text: string; as?: string }
  | { do: 'comments'; number: number }
  /** A code on GitHub's page. */
  | { do: 'enter'; as: string; code: string; denies: boolean };

type Plain<Name extends string> = Name extends string ? { do: Name } : never;

export const CLOSE_REASONS = ['completed', 'not_planned', 'duplicate'] as const;
const PLAIN = ['redeliver', 'lose-next-dispatch', 'issues', 'messages', 'state', 'help', 'quit'] as const;

export function parseLine(line: string): Action {
  const text = line.trim();
  if (text === '') return { do: 'nothing' };
  if (text.startsWith('/')) return { do: 'command', text };
  if (!text.startsWith('!')) return mistake(`Commands start with / and actions with !. !help lists them.`);
  const [name = '', ...words] = wordsOf(text.slice(1));
  const plain = PLAIN.find((each) => each === name);
  if (plain !== undefined) return { do: plain };
  const ofFiles = FILE_ACTIONS.find((each) => each === name);
  if (ofFiles !== undefined) return parseFileAction(ofFiles, words) ?? usage(ofFiles);
  const ofPulls = PULL_ACTIONS.find((each) => each === name);
  return ofPulls === undefined ? withWords(name, words) : (parsePullAction(ofPulls, words) ?? usage(ofPulls));
}

function withWords(name: string, words: string[]): Action {
  switch (name) {
    case 'press':
      return press(words);
    case 'write':
      return words.length === 0 ? usage(name) : { do: name, text: words.join(' ') };
    case 'choose':
      return words.length === 0 ? usage(name) : { do: name, values: words.map((word) => word.replace(/^#/, '')) };
    case 'open':
      return words[0] ? { do: 'open', title: words[0], labels: words.slice(1) } : usage('open');
    case 'commit':
      return commit(words);
    case 'agent':
      return agent(words);
    case 'model':
      return model(words);
    case 'as':
      return as(words);
    case 'github':
      return gitHub(words);
    case 'next-run': {
      const wish = parseNextRun(words);
      return wish === undefined ? usage('next-run') : { do: 'next-run', wish };
    }
    case 'directs': {
      const [person, state] = words;
      return person && (state === 'on' || state === 'off')
        ? { do: name, name: person, on: state === 'on' }
        : usage(name);
    }
    case 'archive':
      return words[0] === 'on' || words[0] === 'off' ? { do: name, on: words[0] === 'on' } : usage(name);
    case 'block':
    case 'unblock':
      return onTwoIssues(name, words);
    case 'webhooks':
    case 'polling':
    case 'site':
      return parseFault(name, words) ?? usage(name);
    case 'say':
      return say(words);
    case 'comments': {
      const number = numberOf(words[0]);
      return number === undefined || words.length > 1 ? usage(name) : { do: name, number };
    }
    case 'close':
    case 'reopen':
    case 'label':
    case 'unlabel':
      return onIssue(name, words);
    default:
      return mistake(`There is no !${name}. !help lists what there is.`);
  }
}

function commit([title, force]: string[]): Action {
  const isKnown = force === undefined || force === 'force';
  return title && isKnown ? { do: 'commit', title, force: force === 'force' } : usage('commit');
}

function agent([name, word]: string[]): Action {
  const behaviour = AGENT_BEHAVIOURS.find((each) => each === word);
  return name && behaviour ? { do: 'agent', name, behaviour } : usage('agent');
}

function model([word]: string[]): Action {
  const behaviour = MODEL_BEHAVIOURS.find((each) => each === word);
  return behaviour === undefined ? usage('model') : { do: 'model', behaviour };
}

function as([name, role = 'operator']: string[]): Action {
  const isKnown = role === 'operator' || role === 'guest';
  return name && isKnown ? { do: 'as', name, operator: role === 'operator' } : usage('as');
}

/** The words of `!say 8 /valine skip as:eve`. */
function say([first, ...words]: string[]): Action {
  const number = numberOf(first);
  const [, as] = /^as:(.+)$/.exec(words.at(-1) ?? '') ?? [];
  const text = (as === undefined ? words : words.slice(0, -1)).join(' ');
  if (number === undefined || text === '') return usage('say');
  return { do: 'say', number, text, ...(as === undefined ? {} : { as }) };
}

/** It is up or down, or somebody enters a code there. */
function gitHub([first = '', verb, code, ...more]: string[]): Action {
  if (verb === undefined && (first === 'up' || first === 'down')) return { do: 'github', up: first === 'up' };
  const isKnown = verb === 'enter' || verb === 'deny';
  if (!isKnown || code === undefined || more.length > 0) return usage(verb === undefined ? 'github' : 'enter');
  return { do: 'enter', as: first, code, denies: verb === 'deny' };
}

function numberOf(word = ''): number | undefined {
  return /^#?\d+$/.test(word) ? Number(word.replace('#', '')) : undefined;
}

function press(given: string[]): Action {
  const written = given.find((word) => word.startsWith('text:'));
  const words = given.filter((word) => word !== written);
  const last = words.at(-1) ?? '';
  const numbered = words.length > 1 && /^\d+$/.test(last);
  const label = (numbered ? words.slice(0, -1) : words).join(' ');
  if (label === '') return usage('press');
  const text = written === undefined ? {} : { text: written.slice('text:'.length) };
  return { do: 'press', label, ...(numbered ? { message: Number(last) } : {}), ...text };
}

function onIssue(name: 'close' | 'reopen' | 'label' | 'unlabel', words: string[]): Action {
  const [first, second] = words;
  const issue = numberOf(first);
  if (issue === undefined) return usage(name);
  if (name === 'reopen') return { do: name, issue };
  if (name === 'close') {
    const reason = second === undefined ? 'completed' : CLOSE_REASONS.find((each) => each === second);
    return reason === undefined ? usage(name) : { do: name, issue, reason };
  }
  return second === undefined ? usage(name) : { do: name, issue, label: second };
}

function onTwoIssues(name: 'block' | 'unblock', words: string[]): Action {
  const [issue, blocker] = words.map(numberOf);
  return issue === undefined || blocker === undefined ? usage(name) : { do: name, issue, blocker };
}

/** Quotes hold words together, also after a colon: `step:"S3 sync"`. */
function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(/(?:"[^"]*"|\S)+/g), ([word]) => word.replaceAll(/"([^"]*)"/g, '$1'));
}

function usage(name: keyof typeof ACTION_USAGES): Action {
  return mistake(`It is written ${ACTION_USAGES[name]}`);
}

function mistake(message: string): Action {
  return { do: 'mistake', message };
}
