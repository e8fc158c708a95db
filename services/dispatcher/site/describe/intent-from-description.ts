/** What somebody wishes for in words becomes the same intent that a command gives: by a language model, within the day's budget. */
import type { Message } from '@valine/contracts';
import { timeLeft } from '@valine/lambda-kit';
import type { Turn } from '@valine/language-model';
import { changeRecord, type DescriptionAnswer, NANO, operationId, TransientError } from '@valine/records';
import type { UxSections } from '@valine/settings';
import { UxIntent } from '@valine/site-edit';
import type { Ports } from '../../ports.ts';
import { askWithinBudget } from './ask-within-budget.ts';
import { decideAnswer, decideAsking, decideRelease } from './decide-description.ts';
import { decideWhetherToAsk, type Wanted } from './decide-whether-to-ask.ts';
import { declinedMessage, givenUpMessage, notUnderstoodMessage, unfitMessage } from './messages.ts';
import { repairTurns, toQuestion } from './question.ts';
import { readIntent } from './read-intent.ts';

export type About = { id: string; personId: string; description: string; sections: UxSections };

export type FromDescription =
  /** `notice`: a line that the person should read with the answer. */
  | { ok: true; intent: UxIntent; costUsd: number; notice?: string }
  /** `outcome`: reason code. */
  | { ok: false; outcome: string; message: Message };

type AskingPorts = Pick<Ports, 'store' | 'queues' | 'clock' | 'logger' | 'settings' | 'languageModel' | 'deadline'>;

/** Waiting is enough: by then the other copy has answered, or died. */
class AnotherCopyAsks extends TransientError {
  override name = 'AnotherCopyAsks';
}

class TooLittleTime extends TransientError {
  override name = 'TooLittleTime';
}

/** So long a copy is at it at most, where nobody says how long its function lives. */
const LEASE_MS = 30_000;
const CALL_MS = 10_000;
/** What is left to do after a call: to settle it, to keep the answer, and to show it. */
const AFTER_CALL_MS = 6000;
/** With less there is no use in asking. */
const LEAST_CALL_MS = 3000;

/**
 * Asked once for an interaction, however often it comes: the answer is kept with it. A copy that dies on the way may
 * have paid; the next one pays anew, within the budget. `id`: of the interaction. It chooses no file and has no effect.
 * @throws TransientError while another copy is at it, or the store is away
 */
export async function intentFromDescription(ports: AskingPorts, about: About): Promise<FromDescription> {
  const { store, clock } = ports;
  const wanted = decideWhetherToAsk(ports.settings, ports.languageModel, about);
  if (wanted.is === 'refused') return { ok: false, outcome: wanted.outcome, message: wanted.message };
  const now = clock.now();
  const claim = { id: about.id, personId: about.personId, now, leaseUntil: ports.deadline ?? now + LEASE_MS };
  const { verdict } = await changeRecord(store, 'description', about.id, (record) => decideAsking(record, claim));
  switch (verdict.is) {
    case 'answered':
      return toResult(verdict.answer);
    case 'taken':
      throw new AnotherCopyAsks('another copy of the interaction asks the language model');
    case 'given up':
      return keep(ports, about.id, refusedBy('llm_unavailable', givenUpMessage(), 0));
    case 'ours':
      return keep(ports, about.id, await askOrRelease(ports, wanted, about, verdict.epoch));
  }
}

/** The first answer counts, whichever copy found it. */
async function keep({ store, clock }: AskingPorts, id: string, answer: DescriptionAnswer): Promise<FromDescription> {
  const { verdict } = await changeRecord(store, 'description', id, (record) =>
    decideAnswer(record, answer, clock.now()),
  );
  return toResult(verdict);
}

/** What passes by itself happens before anything is asked. */
async function askOrRelease(
  ports: AskingPorts,
  wanted: Wanted,
  about: About,
  epoch: number,
): Promise<DescriptionAnswer> {
  try {
    return await ask(ports, wanted, about, epoch);
  } catch (error) {
    if (error instanceof TransientError)
      await changeRecord(ports.store, 'description', about.id, (record) => decideRelease(record, epoch)).catch(() =>
        ports.logger.debug('the next copy waits for the lease', { id: about.id }),
      );
    throw error;
  }
}

/** Twice at most: what cannot be used is given back once, with what is wrong with it. */
async function ask(ports: AskingPorts, wanted: Wanted, about: About, epoch: number): Promise<DescriptionAnswer> {
  const { languageModel, model, price } = wanted;
  let costNanoUsd = 0;
  let earlier: readonly Turn[] = [];
  let notice: string | undefined;
  let problem = '';
  for (const time of ['first', 'repair'] as const) {
    const timeoutMs = Math.min(CALL_MS, timeLeft(ports.deadline, AFTER_CALL_MS, ports.clock.now()) ?? CALL_MS);
    if (timeoutMs < LEAST_CALL_MS && time === 'first')
      throw new TooLittleTime('too little time is left for a question');
    if (timeoutMs < LEAST_CALL_MS) break;
    const id = operationId(about.id, `model ${epoch} ${time}`);
    const question = toQuestion({ ...about, model, id }, timeoutMs, earlier);
    const asked = await askWithinBudget({ ...ports, languageModel }, price, question);
    costNanoUsd += asked.nanoUsd;
    if (asked.is === 'refused') return refusedBy(asked.outcome, asked.message, costNanoUsd);
    notice ??= asked.notice;
    const reading = readIntent(asked.answer, about.sections);
    switch (reading.is) {
      case 'intent':
        return { is: 'intent', intent: reading.intent, costNanoUsd, ...(notice && { notice }) };
      case 'unfit': {
        const message = unfitMessage(reading.reason, Object.keys(about.sections));
        return refusedBy('description_unfit', message, costNanoUsd);
      }
      case 'declined':
        return refusedBy('description_declined', declinedMessage(reading.reason), costNanoUsd);
      case 'unusable':
        problem = reading.problem;
        earlier = repairTurns(reading.said, problem);
    }
  }
  return refusedBy('description_not_understood', notUnderstoodMessage(problem), costNanoUsd);
}

function refusedBy(outcome: string, message: Message, costNanoUsd: number): DescriptionAnswer {
  return { is: 'refused', outcome, message, costNanoUsd };
}

function toResult(answer: DescriptionAnswer): FromDescription {
  if (answer.is === 'refused') return { ok: false, outcome: answer.outcome, message: answer.message };
  const { intent, costNanoUsd, notice } = answer;
  return { ok: true, intent: UxIntent.parse(intent), costUsd: costNanoUsd / NANO, ...(notice && { notice }) };
}
