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
  const finding = { check: BUDGET, isSettled: true } as const;
  const says = spending && saysOf(spending, budgetUsd, wasTold);
  if (says === undefined) return { ...finding, is: 'good' };
  return { ...finding, is: 'bad', says, mend: MEND, section: 'The budget' };
}

const MEND =
  'Until midnight UTC changes of the site are asked for by `command:` alone. `/agents` has what was spent; whoever runs this installation can raise `MAX_DAILY_COST_USD`.';

/** What was not settled by anybody has warned nobody. */
function saysOf(spending: Spending, budgetUsd: number, wasTold: boolean): string | undefined {
  const share = spentOf(spending) / (budgetUsd * NANO);
  const day = `of ${spending.day}`;
  if (spending.isSpent || share >= 1) return `The language model has used up its budget ${day}`;
  if (share >= WARNED_AT && (wasTold || !spending.isWarned))
    return `Most of the language model's budget ${day} is spent`;
  return undefined;
}
