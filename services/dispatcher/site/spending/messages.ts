/** What people are told of the budget. */
import type { Message } from '@valine/contracts';
import { refusalMessage } from '@valine/contracts';
import { NANO } from '@valine/records';

/** `budgetUsd`: of the day. `resetsAt`: epoch milliseconds. */
export type BudgetFacts = { spentNanoUsd: number; budgetUsd: number; resetsAt: number };

export function budgetSpentMessage(facts: BudgetFacts): Message {
  const { budgetUsd, resetsAt } = facts;
  return refusalMessage(
    'daily_budget_spent',
    `The language model may cost ${dollarsText(budgetUsd)} a day. ${spentText(facts)}, and this could cost more than what is left, so it was not asked. The budget begins anew <t:${seconds(resetsAt)}:R>. Until then use \`command:\` instead of \`description:\`; who runs this installation can raise \`MAX_DAILY_COST_USD\`.`,
  );
}

/** For the channel of the team. */
export function budgetWarningMessage(facts: BudgetFacts): Message {
  return { content: `${budgetNotice(facts)} Who runs this installation can raise \`MAX_DAILY_COST_USD\`.` };
}

/** A line of the answer to whom it happened. */
export function budgetNotice(facts: BudgetFacts): string {
  return `⚠️ ${spentText(facts)} of the ${dollarsText(facts.budgetUsd)} that the language model may cost. The budget begins anew <t:${seconds(facts.resetsAt)}:R>.`;
}

function spentText({ spentNanoUsd }: BudgetFacts): string {
  return `Today ${dollarsText(spentNanoUsd / NANO)} is spent`;
}

/** Cents, or as many digits as it takes to tell something. */
function dollarsText(usd: number): string {
  if (usd === 0 || usd >= 0.01) return `$${usd.toFixed(2)}`;
  return `$${usd.toPrecision(2)}`;
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
