/** One question to the model: what it may cost is reserved first, and what it has cost is settled after. */
import type { Message } from '@valine/contracts';
import { type LanguageModel, LanguageModelError, type ModelAnswer, type Question } from '@valine/language-model';
import { NANO } from '@valine/records';
import type { ModelPrice } from '@valine/settings';
import { type BudgetPorts, endOfDay, type Reservation, reserve, settle } from '../spending/budget.ts';
import { type Cost, costOf, type Settled } from '../spending/decide-spending.ts';
import { budgetNotice, budgetSpentMessage } from '../spending/messages.ts';
import { problemMessage } from './messages.ts';
import { mostTokensOf } from './question.ts';

export type AskPorts = BudgetPorts & { languageModel: LanguageModel };

/** `nanoUsd`: what it has cost, or may have. */
export type BudgetedAnswer =
  | { is: 'answered'; answer: ModelAnswer; nanoUsd: number; notice?: string }
  | { is: 'refused'; outcome: string; message: Message; nanoUsd: number };

/** The id of the question is that of its reservation: no other question has it. @throws TransientError */
export async function askWithinBudget(ports: AskPorts, price: ModelPrice, question: Question): Promise<BudgetedAnswer> {
  const worst = costOf(price, mostTokensOf(question));
  const { reservation, verdict } = await reserve(ports, question.id, worst);
  if (verdict !== 'reserved') {
    const facts = factsOf(reservation, verdict.refused.spentNanoUsd);
    ports.logger.warn('the budget of the language model is spent', {
      id: question.id,
      spent_usd: facts.spentNanoUsd / NANO,
    });
    return { is: 'refused', outcome: 'daily_budget_spent', message: budgetSpentMessage(facts), nanoUsd: 0 };
  }
  try {
    const answer = await ports.languageModel.ask(question);
    const { usage } = answer;
    const cost: Cost = usage === undefined ? 'unknown' : { nanoUsd: costOf(price, usage), tokens: usage };
    const settled = await settle(ports, reservation, cost);
    logCall(ports, question, reservation, cost);
    const notice = settled?.warns ? budgetNotice(factsOf(reservation, settled.spentNanoUsd)) : undefined;
    return { is: 'answered', answer, nanoUsd: nanoUsdOf(cost, worst), ...(notice && { notice }) };
  } catch (error) {
    if (!(error instanceof LanguageModelError)) throw error;
    return afterFailure(ports, question, reservation, error);
  }
}

async function afterFailure(
  ports: AskPorts,
  question: Question,
  reservation: Reservation,
  error: LanguageModelError,
): Promise<BudgetedAnswer> {
  const cost: Cost = error.mayHaveCost ? 'unknown' : 'none';
  await settle(ports, reservation, cost);
  logCall(ports, question, reservation, cost, error);
  const message = problemMessage(error.problem);
  return { is: 'refused', outcome: `llm_${error.problem}`, message, nanoUsd: nanoUsdOf(cost, reservation.nanoUsd) };
}

/** Nothing of what was asked or answered. */
function logCall(
  { logger }: AskPorts,
  { id, model }: Question,
  { nanoUsd: worst, budget }: Reservation,
  cost: Cost,
  error?: LanguageModelError,
): void {
  const cost_usd = nanoUsdOf(cost, worst) / NANO;
  const tokens = typeof cost === 'string' ? undefined : cost.tokens;
  const fields = {
    id,
    model,
    day: budget.day,
    cost_usd,
    cost_is_known: cost !== 'unknown',
    ...(tokens && { input_tokens: tokens.inputTokens, output_tokens: tokens.outputTokens }),
  };
  if (error !== undefined) logger.error('the language model could not be asked', { ...fields, error });
  else logger.info('the language model was asked', fields);
  if (cost_usd * NANO > worst)
    logger.error('a call has cost more than its worst case: the server does not keep to max_completion_tokens', fields);
}

function nanoUsdOf(cost: Cost, worst: number): number {
  if (cost === 'none') return 0;
  return cost === 'unknown' ? worst : cost.nanoUsd;
}

function factsOf({ budget }: Reservation, spentNanoUsd: Settled['spentNanoUsd']) {
  return { spentNanoUsd, budgetUsd: budget.nanoUsd / NANO, resetsAt: endOfDay(budget.day) };
}
