/** What a rule has heard, after something that it is about: each thing told once, and nothing old after something newer. */
import type { GitHubHappened, NewsHeld, Notification } from '@valine/contracts';
import { decideNotification, happenedMessage, happenedText, outcomeOf, type Verdict } from '@valine/notification-rules';
import { type Change, expiryOf, type News, operationId } from '@valine/records';
import type { NotificationRule } from '@valine/settings';
import { ruleNotification } from './rule-notification.ts';

/** `id`: of the record. `mutedUntil`: epoch milliseconds. */
export type Given = {
  id: string;
  name: string;
  rule: NotificationRule;
  happened: GitHubHappened;
  now: number;
  mutedUntil?: number | undefined;
};

export function decideNews(record: News | undefined, given: Given): Change<'news', Verdict> {
  const { id, name, rule, happened, now, mutedUntil } = given;
  const { happening, id: source, sender: actor } = happened;
  const verdict = decideNotification(rule, { source, actor, happening, now }, { heard: record?.heard, mutedUntil });
  if (verdict.do === 'nothing' && verdict.why !== 'no change') return { verdict };
  const outbox = [...(record?.outbox ?? []), ...messagesOf(verdict, given)];
  const heard: News['heard'] = { source, ...orderOf(happening.order), ...outcome(given) };
  const version = (record?.version ?? 0) + 1;
  return { next: { kind: 'news', id, version, rule: name, heard, outbox, expiresAt: expiryOf(now) }, verdict };
}

function messagesOf(verdict: Verdict, given: Given) {
  switch (verdict.do) {
    case 'nothing':
      return [];
    case 'tell':
      return [toldAs(given)];
    case 'hold':
      return [heldAs(given, verdict.why)];
  }
}

function heldAs({ name, rule, happened, now }: Given, why: NewsHeld['why']): NewsHeld {
  const { happening, sender } = happened;
  const line = happenedText(happening, sender, rule.mode === 'changes');
  const isBad = outcomeOf(happening) === 'bad';
  return { type: 'news.held', id: operationId(happened.id, `rule ${name}`), rule: name, at: now, why, line, isBad };
}

function orderOf(order: GitHubHappened['happening']['order']) {
  return order === undefined ? {} : { order };
}

function outcome({ happened: { happening } }: Given) {
  const is = outcomeOf(happening);
  return is === undefined ? {} : { outcome: is };
}

function toldAs({ name, rule, happened }: Given): Notification {
  const id = operationId(happened.id, `rule ${name}`);
  return ruleNotification({ name, rule }, 'news', id, happenedMessage(rule, happened.happening, happened.sender));
}
