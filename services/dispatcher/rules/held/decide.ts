/** What a rule holds back, and when it tells that: together, once. */
import type { NewsHeld, Notification } from '@valine/contracts';
import { quietUntil } from '@valine/notification-rules';
import {
  type Change,
  expiryOf,
  isMuted,
  MOST_HELD_LINES,
  MOST_KNOWN_NEWS,
  NEVER,
  operationId,
  type RuleState,
} from '@valine/records';
import type { NotificationRule } from '@valine/settings';
import { ruleNotification } from '../happened/rule-notification.ts';
import { heldMessage } from './messages.ts';

/** One more that waits; a copy adds nothing, though it comes when that has been told. */
export function decideHeld(
  state: RuleState | undefined,
  news: NewsHeld,
  now: number,
): Change<'rule', 'held' | 'known'> {
  const before = state ?? newState(news.rule, now);
  if (before.known.includes(news.id)) return { verdict: 'known' };
  const { at, line, isBad, why } = news;
  const next: RuleState = {
    ...before,
    version: (state?.version ?? 0) + 1,
    held: newestOf([...before.held, { at, line, isBad }]),
    heldCount: before.heldCount + 1,
    heldFor: [...new Set([...before.heldFor, why])],
    known: [...before.known, news.id].slice(-MOST_KNOWN_NEWS),
    expiresAt: keptUntil(before.muted, now),
  };
  return { next, verdict: 'held' };
}

/** What went badly stays longest: of it somebody is to hear. */
function newestOf(held: RuleState['held']): RuleState['held'] {
  if (held.length <= MOST_HELD_LINES) return held;
  const oldestGood = held.findIndex(({ isBad }) => !isBad);
  return held.toSpliced(Math.max(oldestGood, 0), 1);
}

/** Tells what was held, if it may be told now. */
export function decideRelease(
  state: RuleState | undefined,
  rule: NotificationRule,
  now: number,
): Change<'rule', 'told' | 'nothing'> {
  if (state === undefined || state.heldCount === 0) return { verdict: 'nothing' };
  const isQuiet = rule.quiet !== undefined && quietUntil(rule.quiet, now) !== undefined;
  if (isQuiet || isMuted(state, now)) return { verdict: 'nothing' };
  const { muted: _, ...rest } = state;
  const version = state.version + 1;
  const outbox = [...state.outbox, toldTogether(state, rule, version)];
  const next = { ...rest, version, held: [], heldCount: 0, heldFor: [], outbox, expiresAt: expiryOf(now) };
  return { next, verdict: 'told' };
}

function toldTogether(state: RuleState, rule: NotificationRule, version: number): Notification {
  const id = operationId(`rule ${state.id}`, `held ${version}`);
  return ruleNotification({ name: state.id, rule }, 'held', id, heldMessage(state, rule));
}

export function newState(name: string, now: number): RuleState {
  const empty = { held: [], heldCount: 0, heldFor: [], known: [], outbox: [] };
  return { kind: 'rule', id: name, version: 0, ...empty, expiresAt: expiryOf(now) };
}

/** Longer than it is muted. */
export function keptUntil(muted: RuleState['muted'], now: number): number {
  if (muted === undefined) return expiryOf(now);
  return muted.until === undefined ? NEVER : expiryOf(Math.max(now, muted.until));
}
