/** What becomes of something that happened, rule by rule, and why: the dispatcher does it, `valine rules test` says it. */
import type { Happening } from '@valine/contracts';
import type { NotificationRule, NotificationRules } from '@valine/settings';
import { findMismatch, type Mismatch } from './match-rule.ts';
import { quietUntil } from './quiet-until.ts';

/** The newest that a rule has heard of one thing, such as a workflow on a branch. `source`: the delivery. */
export type Heard = { source: string; order?: Order | undefined; outcome?: Outcome | undefined };
export type Outcome = 'good' | 'bad';
type Order = NonNullable<Happening['order']>;

export type Facts = {
  /** The delivery GUID. */
  source: string;
  actor: string;
  happening: Happening;
  /** Epoch milliseconds. */
  now: number;
};

/** What is known about one rule. `mutedUntil`: epoch milliseconds; infinite until somebody ends it. */
export type KnownOfRule = { heard?: Heard | undefined; mutedUntil?: number | undefined };

export type Verdict =
  | { do: 'nothing'; why: 'unmatched'; mismatch: Mismatch }
  | { do: 'nothing'; why: 'no failure' | 'no change' | 'no outcome' | 'older' }
  /** A copy: what was decided stands. */
  | { do: 'nothing'; why: 'heard' }
  | { do: 'tell' }
  /** `until`: epoch milliseconds. */
  | { do: 'hold'; why: 'quiet' | 'muted'; until: number };

/** As if nothing was known before. */
export function decideNotifications(
  rules: NotificationRules,
  facts: Facts,
): { name: string; rule: NotificationRule; verdict: Verdict }[] {
  return Object.entries(rules).map(([name, rule]) => {
    const why = findNoMatter(rule, facts);
    return { name, rule, verdict: why ?? decideNotification(rule, facts, {}) };
  });
}

/** Why a rule has nothing to do with it, whatever was before. */
export function findNoMatter(rule: NotificationRule, { happening, actor }: Facts): Verdict | undefined {
  const mismatch = findMismatch(rule, happening, actor);
  if (mismatch !== undefined) return { do: 'nothing', why: 'unmatched', mismatch };
  if (rule.mode === 'failures' && outcomeOf(happening) !== 'bad') return { do: 'nothing', why: 'no failure' };
  if (rule.mode === 'changes' && outcomeOf(happening) === undefined) return { do: 'nothing', why: 'no outcome' };
  return undefined;
}

/** Of a rule that is about it. */
export function decideNotification(
  rule: NotificationRule,
  { source, happening, now }: Facts,
  { heard, mutedUntil }: KnownOfRule,
): Verdict {
  if (heard?.source === source) return { do: 'nothing', why: 'heard' };
  if (rule.mode === 'changes') {
    if (!isNewer(happening.order, heard?.order)) return { do: 'nothing', why: 'older' };
    if (outcomeOf(happening) === (heard?.outcome ?? 'good')) return { do: 'nothing', why: 'no change' };
  }
  if (mutedUntil !== undefined && now < mutedUntil) return { do: 'hold', why: 'muted', until: mutedUntil };
  const passes = rule.quiet?.failures_pass === true && outcomeOf(happening) === 'bad';
  const until = rule.quiet === undefined || passes ? undefined : quietUntil(rule.quiet, now);
  return until === undefined ? { do: 'tell' } : { do: 'hold', why: 'quiet', until };
}

/** What has no place in an order is as new as it comes. */
function isNewer(order: Order | undefined, than: Order | undefined): boolean {
  if (order === undefined || than === undefined) return true;
  return order.id > than.id || (order.id === than.id && order.attempt > than.attempt);
}

const BAD = ['failure', 'timed_out', 'startup_failure', 'error'];

/** Undefined for what neither went well nor badly: cancelled, skipped, under way. */
export function outcomeOf({ event, conclusion = '' }: Happening): Outcome | undefined {
  if (event === 'pull_request_review') return undefined;
  if (conclusion === 'success') return 'good';
  return BAD.includes(conclusion) ? 'bad' : undefined;
}

/** What of a rule's news are about the same thing, so that one is newer than another. */
export function subjectOf(rule: NotificationRule, { source, happening }: Facts): string {
  const { name = '', branch = '' } = happening;
  return rule.mode === 'changes' ? `${happening.event} ${name} ${branch}` : source;
}
