/** Whether the language model has used up what it may cost today. The reservations keep to it; the team is to know. */
import { flushOutbox } from '@valine/lambda-kit';
import { dayOf, NANO, type Spending, spendingId, spentOf } from '@valine/records';
import { WARNED_AT } from '../../site/spending/decide-spending.ts';
import { type Finding, isTold, type Look } from '../look.ts';

/** One read, where a model is used at all. */
export const budgetLook: Look = {
  name: 'budget',
  look: async (ports, { last }) => {
    const { isUsed, maxDailyCostUsd } = ports.settings.languageModel;
    const wasTold = isTold(last, BUDGET);
    if (!isUsed && !wasTold) return [];
    const spending = await ports.store.find('spending', spendingId(dayOf(ports.clock.now())));
    // That most of it is spent is told by whoever spends it; where the queue was away, it still waits here.
    if (spending !== undefined) await flushOutbox(ports, spending);
    return [findingOf(spending, maxDailyCostUsd, wasTold)];
  },
};

const BUDGET = 'budget';

function findingOf(spending: Spending | undefined, budgetUsd: number, wasTold: boolean): Finding {
  const finding = { check: BUDGET, isSettled: true, section: 'The budget' } as const;
  const stands = spending && standOf(spending, budgetUsd, wasTold);
  if (spending === undefined || stands === undefined) return { ...finding, is: 'good' };
  return { ...finding, is: 'bad', ...TELLS[stands](spending.day) };
}

const MENDED = '`/agents` has what was spent; whoever runs this installation can raise `MAX_DAILY_COST_USD`.';

const TELLS = {
  spent: (day: string) => ({
    says: `The language model has used up its budget of ${day}`,
    mend: `Until midnight UTC changes of the site are asked for by \`command:\` alone. ${MENDED}`,
  }),
  mostly: (day: string) => ({
    says: `Most of the language model's budget of ${day} is spent`,
    mend: `Once it is used up, changes of the site are asked for by \`command:\` alone until midnight UTC. ${MENDED}`,
  }),
} as const;

/** What was not settled by anybody has warned nobody. */
function standOf(spending: Spending, budgetUsd: number, wasTold: boolean): keyof typeof TELLS | undefined {
  const share = spentOf(spending) / (budgetUsd * NANO);
  if (spending.isSpent || share >= 1) return 'spent';
  return share >= WARNED_AT && (wasTold || !spending.isWarned) ? 'mostly' : undefined;
}
