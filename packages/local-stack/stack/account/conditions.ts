/** Judges the `Condition` of a statement as IAM does. */
import { type Conditions, listOf } from './policy.ts';
import { matches } from './wildcards.ts';

/** What IAM knows of a request besides action and resource. A key that a request does not have is absent. */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

/** Every operator and every key of it has to hold. */
export function holds(conditions: Conditions | undefined, context: RequestContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => operatorHolds(operator, listOf(wanted), valuesOf(context, key))),
  );
}

/** Names of keys have no case. */
function valuesOf(context: RequestContext, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return found === undefined || found.length === 0 ? undefined : found;
}

function operatorHolds(operator: string, wanted: readonly string[], values: readonly string[] | undefined): boolean {
  if (operator === 'Null') return wanted.includes(values === undefined ? 'true' : 'false');
  const { set, ifExists, compare } = readOperator(operator);
  if (values === undefined) return ifExists || set === 'ForAllValues' || (set === undefined && compare.negated);
  const hit = (value: string) => wanted.some((each) => compare.hits(each, value)) !== compare.negated;
  return set === 'ForAnyValue' ? values.some(hit) : values.every(hit);
}

type Comparison = { hits: (wanted: string, value: string) => boolean; negated: boolean };

const equal: Comparison['hits'] = (wanted, value) => wanted === value;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: { hits: equal, negated: false },
  StringNotEquals: { hits: equal, negated: true },
  StringLike: { hits: matches, negated: false },
  StringNotLike: { hits: matches, negated: true },
};

/** Of an operator that `parsePolicy` has let through. */
function readOperator(operator: string) {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const compare = COMPARISONS[name];
  if (compare === undefined) throw new Error(`unknown operator ${operator}`);
  return { set, ifExists: ifExists !== undefined, compare };
}
