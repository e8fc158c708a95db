/** `/agents`: which agents there are, whether they are switched on, what they are at, and what they cost. */
import type { CommandRequested } from '@valine/contracts';
import { logUnreadable } from '@valine/lambda-kit';
import { AGENT_WORK_ID, dayOf, spentSoFar } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { slotsInHand } from '../slots/slots.ts';
import { agentsMessage } from './messages.ts';

/** A read for each day of the month so far, and one for each task that an agent has in hand. */
export async function handleAgents(ports: Ports, request: CommandRequested): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, settings, logger } = ports;
  const now = clock.now();
  const today = dayOf(now);
  const [inHand, work, spent] = await Promise.all([
    slotsInHand(ports),
    store.find('agent-work', AGENT_WORK_ID),
    spentSoFar(store, now, logUnreadable(logger)),
  ]);
  const message = agentsMessage({
    settings,
    hasKey: ports.languageModel !== undefined,
    inHand,
    givenToday: work !== undefined && dayOf(work.day) === today ? work.givings : [],
    spent,
  });
  await answerOnce(ports, request, { outcome: 'answered', message });
}
