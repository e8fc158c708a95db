/** A check: what it looks at, and how that is judged. */
import type { Fact } from '../facts/fact.ts';

/** What `--fix` can do by itself, and safely: repeated, it changes nothing. */
export type Fix =
  | { do: 'register commands'; guildId?: string }
  | { do: 'remove commands'; guildId: string }
  | { do: 'set interactions URL'; url: string }
  | {
      do: 'change webhook';
      id?: number;
      url?: string;
      insecureSsl?: false;
      active?: true;
      events?: readonly string[];
    }
  | { do: 'redeliver'; ids: readonly number[]; hookId?: number }
  | { do: 'enable workflow'; file: string };

export type Problem = {
  /** What is wrong, in one sentence. */
  says: string;
  /** What mends it, in one sentence or a command. */
  mend: string;
  fix?: Fix;
};

export type Check<F> = {
  /** `github.identity`: area and name. */
  id: string;
  /** What it looks at, for people. */
  about: string;
  judge(facts: F): Verdict;
};

export type Verdict =
  | { is: 'good' }
  | { is: 'bad'; problems: readonly Problem[] }
  | { is: 'unknown'; problems: readonly Problem[] }
  | { is: 'skipped'; why: string };

/** `look`: what has to be known. `judge`: what is wrong with it; nothing where all is well. */
export function check<F, T>(
  id: string,
  about: string,
  look: (facts: F) => Fact<T>,
  judge: (value: T, facts: F) => readonly Problem[],
): Check<F> {
  return { id, about, judge: (facts) => verdictOf(look(facts), (value) => judge(value, facts)) };
}

function verdictOf<T>(fact: Fact<T>, judge: (value: T) => readonly Problem[]): Verdict {
  if (fact.is === 'needless') return { is: 'skipped', why: fact.why };
  if (fact.is === 'unknown') return { is: 'unknown', problems: [{ says: fact.why, mend: fact.mend }] };
  const problems = judge(fact.value);
  return problems.length === 0 ? { is: 'good' } : { is: 'bad', problems };
}

/** Looks at several of one kind, each on its own: what is not known of one says nothing of the others. */
export function checkEach<F, T>(
  id: string,
  about: string,
  look: (facts: F) => Readonly<Record<string, Fact<T>>>,
  judge: (value: T, name: string, facts: F) => readonly Problem[],
): Check<F> {
  return {
    id,
    about,
    judge(facts) {
      const all = Object.entries(look(facts));
      const verdicts = all.map(([name, fact]) => verdictOf(fact, (value) => judge(value, name, facts)));
      return together(verdicts);
    },
  };
}

function together(verdicts: readonly Verdict[]): Verdict {
  const of = (is: Verdict['is']) => verdicts.filter((verdict) => verdict.is === is);
  const problemsOf = (all: readonly Verdict[]) => all.flatMap((each) => ('problems' in each ? each.problems : []));
  const [bad, unknown, skipped] = [of('bad'), of('unknown'), of('skipped')];
  if (bad.length > 0) return { is: 'bad', problems: problemsOf([...bad, ...unknown]) };
  if (unknown.length > 0) return { is: 'unknown', problems: problemsOf(unknown) };
  const [first] = skipped;
  if (verdicts.length === 0) return { is: 'skipped', why: 'there is none' };
  return skipped.length === verdicts.length && first?.is === 'skipped' ? first : { is: 'good' };
}
