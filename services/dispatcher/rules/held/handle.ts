/** What rules hold back: kept when it comes, told when it may be. */
import type { NewsHeld } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, findOrTell, UnreadableRecord } from '@valine/records';
import type { NotificationRule } from '@valine/settings';
import type { Look } from '../../operations/look.ts';
import type { Ports } from '../../ports.ts';
import { decideHeld, decideRelease } from './decide.ts';
import { leftBehindMessage } from './messages.ts';

type RulePorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings'>;

/** @throws TransientError */
export async function handleNewsHeld({ store, clock }: RulePorts, news: NewsHeld): Promise<void> {
  await changeRecord(store, 'rule', news.rule, (found) => decideHeld(found, news, clock.now()));
}

/** A look of the sweep: it finds nothing wrong. @throws TransientError, QueueUnavailable; the next sweep goes on */
export async function releaseHeld(ports: RulePorts): Promise<never[]> {
  for (const [name, rule] of Object.entries(ports.settings.notificationRules))
    try {
      await releaseRule(ports, name, rule);
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      ports.logger.error('what a rule has held cannot be told', { rule: name, error });
    }
  return [];
}

/** A rule that was renamed or taken out has left behind what it held: that is told once. It reads nothing while all are there. */
export const rulesLook: Look = {
  name: 'rules that are gone',
  async look({ store, logger, settings }, { last }) {
    const rules = Object.keys(settings.notificationRules);
    const before = last?.rules ?? [];
    if (rules.length === before.length && rules.every((name) => before.includes(name))) return [];
    const tell = (error: UnreadableRecord) => logger.error('what a rule has held cannot be told', { error });
    const gone = before.filter((name) => !rules.includes(name));
    const found = await Promise.all(gone.map((name) => findOrTell(store, 'rule', name, tell)));
    const news = found.flatMap((state) =>
      state === undefined || state.heldCount === 0
        ? []
        : [{ of: `rule ${state.id} ${state.version}`, message: leftBehindMessage(state) }],
    );
    return [{ check: 'rules', is: 'good', rules, news }];
  },
};

/** @throws TransientError, QueueUnavailable */
export async function releaseRule(ports: RulePorts, name: string, rule: NotificationRule): Promise<void> {
  const { store, clock, logger } = ports;
  const { record, verdict } = await changeRecord(store, 'rule', name, (found) =>
    decideRelease(found, rule, clock.now()),
  );
  if (verdict === 'told') logger.info('a rule tells what it has held', { rule: name });
  if (record !== undefined) await flushOutbox(ports, record);
}
