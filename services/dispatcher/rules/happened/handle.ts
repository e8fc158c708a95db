/** Something happened on GitHub that a notification rule may be about. */
import type { GitHubHappened } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { findNoMatter, subjectOf } from '@valine/notification-rules';
import { changeRecord, mutedUntilOf, operationId, UnreadableRecord } from '@valine/records';
import type { NotificationRule } from '@valine/settings';
import type { Ports } from '../../ports.ts';
import { decideNews } from './decide.ts';

type RulePorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings'>;

/** @throws TransientError, QueueUnavailable: what was told then is not told again; UnreadableRecord of a rule, once the others have told it */
export async function handleGitHubHappened(ports: RulePorts, happened: GitHubHappened): Promise<void> {
  const unreadable: UnreadableRecord[] = [];
  for (const [name, rule] of Object.entries(ports.settings.notificationRules))
    try {
      await hear(ports, name, rule, happened);
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      unreadable.push(error);
    }
  if (unreadable[0] !== undefined) throw unreadable[0];
}

async function hear(ports: RulePorts, name: string, rule: NotificationRule, happened: GitHubHappened): Promise<void> {
  const { store, clock, logger } = ports;
  const { id: source, sender: actor, happening } = happened;
  const facts = { source, actor, happening, now: clock.now() };
  if (findNoMatter(rule, facts) !== undefined) return;
  const id = operationId(`rule ${name}`, subjectOf(rule, facts));
  const mutedUntil = mutedUntilOf(await store.find('rule', name));
  const given = { id, name, rule, happened, now: facts.now, mutedUntil };
  const { record, verdict } = await changeRecord(store, 'news', id, (found) => decideNews(found, given));
  logger.info('a rule is about it', { rule: name, source, event: happening.event, ...verdict });
  if (record !== undefined) await flushOutbox(ports, record);
}
