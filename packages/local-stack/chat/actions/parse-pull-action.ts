/** Parses the actions about pull requests. */
import { CHECK_OUTCOMES, DEQUEUE_REASONS, JUDGEMENTS, MERGE_METHODS, type Protection } from '@valine/sandboxes';

type One<Names extends readonly string[]> = Names[number];

/** `number`: of a pull request, or of the issue that it closes. */
export type PullAction =
  | { do: 'ready' | 'draft' | 'conflict'; number: number }
  | { do: 'review'; number: number; judgement: One<typeof JUDGEMENTS>; as?: string }
  | { do: 'checks'; number: number; outcome: One<typeof CHECK_OUTCOMES>; check?: string }
  | { do: 'merge'; number: number; method: One<typeof MERGE_METHODS> }
  | { do: 'dequeue'; number: number; why: One<typeof DEQUEUE_REASONS> }
  | { do: 'push'; number: number; title?: string }
  | { do: 'protect'; protection?: Protection };

export const PULL_ACTIONS = [
  'ready',
  'draft',
  'review',
  'checks',
  'conflict',
  'push',
  'merge',
  'dequeue',
  'protect',
] as const;

/** Undefined when the words mean nothing. */
export function parsePullAction(name: One<typeof PULL_ACTIONS>, words: readonly string[]): PullAction | undefined {
  if (name === 'protect') return parseProtect(words);
  const [word = '', second, third] = words;
  if (!/^#?\d+$/.test(word)) return undefined;
  const number = Number(word.replace('#', ''));
  switch (name) {
    case 'review': {
      const judgement = JUDGEMENTS.find((each) => each === second);
      const [, as] = /^as:(.+)$/.exec(third ?? '') ?? [];
      if (judgement === undefined || (third !== undefined && as === undefined)) return undefined;
      return { do: name, number, judgement, ...(as === undefined ? {} : { as }) };
    }
    case 'checks': {
      const outcome = CHECK_OUTCOMES.find((each) => each === second);
      return outcome && { do: name, number, outcome, ...(third === undefined ? {} : { check: third }) };
    }
    case 'merge': {
      const method = second === undefined ? 'squash' : MERGE_METHODS.find((each) => each === second);
      return method && { do: name, number, method };
    }
    case 'dequeue': {
      const why = second === undefined ? 'checks' : DEQUEUE_REASONS.find((each) => each === second);
      return why && { do: name, number, why };
    }
    case 'push':
      return { do: name, number, ...(second === undefined ? {} : { title: second }) };
    default:
      return second === undefined ? { do: name, number } : undefined;
  }
}

/** The words of `!protect approvals:1 check:"unit tests" up-to-date`, or `off`. */
function parseProtect(words: readonly string[]): PullAction | undefined {
  if (words.length === 1 && words[0] === 'off') return { do: 'protect' };
  const approvals = words.flatMap((word) => /^approvals:(\d)$/.exec(word)?.[1] ?? []);
  const requiredChecks = words.flatMap((word) => /^check:(.+)$/.exec(word)?.[1] ?? []);
  const upToDate = words.includes('up-to-date');
  const mergeQueue = words.includes('queue');
  const understood = approvals.length + requiredChecks.length + Number(upToDate) + Number(mergeQueue);
  if (words.length === 0 || understood < words.length) return undefined;
  const requiredApprovals = Number(approvals[0] ?? 0);
  return { do: 'protect', protection: { requiredApprovals, requiredChecks, upToDate, mergeQueue } };
}
