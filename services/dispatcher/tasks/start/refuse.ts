/** That the work on an issue cannot begin: its line and the thread say so, and what to do. Nothing else of the plan changes. */
import { isMuted, type Plan } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { withLineLeftOut } from '../../plans/held/held.ts';
import { planRules } from '../../plans/record/plan-rules.ts';
import { lineAfter } from '../../plans/tasks/decide.ts';
import type { Ports } from '../../ports.ts';
import { threadNotification } from '../../replies/notifications.ts';
import { notBegunMessage, notBegunText, type StartRefusal } from './texts.ts';

export type Refused = { refusal: StartRefusal; sentence: string };

/** All tasks of a plan meet the same refusal: the thread tells of it once, as long as it reads the same. */
export async function refuseStart(
  ports: Ports,
  source: string,
  { id: planId, repository }: Pick<Plan, 'id' | 'repository'>,
  number: number,
  { refusal, sentence }: Refused,
): Promise<void> {
  const trouble = notBegunText(refusal);
  ports.logger.warn('a task cannot begin', { planId, number, reasonCode: refusal, sentence, repository });
  await changeOwner(ports, planRules, {
    source,
    ownerId: planId,
    decide(plan) {
      const before = plan.tasks.find((task) => task.number === number && task.state === 'started');
      const line = before && lineAfter(before, { planId, number, revision: 0, trouble });
      if (line === undefined || line === before) return { verdict: 'told before' };
      const isSilent = isMuted(line, ports.clock.now());
      const shown = isSilent ? withLineLeftOut(line) : line;
      const tasks = plan.tasks.map((task) => (task === before ? shown : task));
      const told = (after: Plan) =>
        threadNotification(after, `${refusal}: ${sentence}`, notBegunMessage(after.id, refusal, sentence));
      return { verdict: 'told', next: { ...plan, tasks }, messages: (after) => (isSilent ? [] : [told(after)]) };
    },
  });
}
