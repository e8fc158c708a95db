/** Something happened on GitHub that a notification rule may be about. */
import type { GitHubHappened } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { findNoMatter, subjectOf } from '@valine/notification-rules';
import { changeRecord, mutedUntilOf, operationId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { decideNews } from './decide.ts';

type RulePorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings'>;

/** @throws TransientError, QueueUnavailable: what was told then is not told again */
export async function handleGitHubHappened(ports: RulePorts, happened: GitHubHappened): Promise<void> {
  const { store, clock, logger, settings } = ports;
  const { id: source, sender: actor, happening } = happened;
  for (const [name, rule] of Object.entries(settings.notificationRules)) {
    const facts = { source, actor, happening, now: clock.now() };
    if (findNoMatter(rule, facts) !== undefined) continue;
    const id = operationId(`rule ${name}`, subjectOf(rule, facts));
    const mutedUntil = mutedUntilOf(await store.find('rule', name));
    const given = { id, name, rule, happened, now: facts.now, mutedUntil };
    const { record, verdict } = await changeRecord(store, 'news', id, (found) => decideNews(found, given));
    logger.info('a rule is about it', { rule: name, source, event: happening.event, ...verdict });
    if (record !== undefined) await flushOutbox(ports, record);
  }
}
