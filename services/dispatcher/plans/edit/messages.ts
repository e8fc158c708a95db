/** What a change of a proposal is answered with, and its line in the thread. */
import { type Message, type Person, plainText, refusalMessage } from '@valine/contracts';
import { type Approval, type Plan, tasksOf } from '@valine/records';
import { issueCount } from '../card/messages.ts';
import { expiredRefusalMessage, listChangedMessage, voidedText } from '../record/messages.ts';
import type { EditDecision } from './decide.ts';

export function editMessage(decision: EditDecision, plan: Plan): Message {
  const { id } = plan;
  switch (decision.verdict) {
    case 'edited':
      return { content: `✏️ Done: \`${id}\` proposes ${issueCount(tasksOf(plan).length)} now.` };
    case 'already_approved':
      return refusalMessage(
        decision.verdict,
        `\`${id}\` is in progress: what was approved is worked on. Close an issue as not planned to take it out.`,
      );
    case 'run_finished':
      return refusalMessage(decision.verdict, `\`${id}\` is finished (${plan.state}). Start a new one with \`/plan\`.`);
    case 'run_discarded':
      return refusalMessage(decision.verdict, `\`${id}\` was discarded. Start a new one with \`/plan\`.`);
    case 'run_expired':
      return expiredRefusalMessage(plan);
    case 'list_changed':
      return listChangedMessage(plan);
    case 'nothing_changed':
      return refusalMessage(decision.verdict, `\`${id}\` proposes exactly that already.`);
    case 'none_chosen':
      return refusalMessage(
        decision.verdict,
        `Nothing would be left of \`${id}\`. Choose an issue, or discard the plan.`,
      );
    case 'too_many_chosen':
      return refusalMessage(
        decision.verdict,
        `\`${id}\` takes ${issueCount(plan.limit ?? 0)} at most. Choose fewer, or propose another with a higher \`limit\`.`,
      );
  }
}

/** A line of the thread. `approvals`: given for the list as it was before. */
export function editedMessage(
  { takenOut, takenIn }: Extract<EditDecision, { verdict: 'edited' }>,
  { name }: Person,
  approvals: readonly Approval[],
): Message {
  const out = takenOut.length === 0 ? [] : [`${numbersText(takenOut)} not today`];
  const back = takenIn.length === 0 ? [] : [`${numbersText(takenIn)} taken in`];
  return { content: `✏️ ${plainText(name)}: ${[...out, ...back].join('; ')}.${voidedText(approvals)}` };
}

function numbersText(numbers: readonly number[]): string {
  return numbers.map((number) => `#${number}`).join(', ');
}
