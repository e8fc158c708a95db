/** A language model that answers, talks nonsense, fails before or after it was paid for, and does not always say what it used. */
import { type LanguageModel, LanguageModelError, type ModelAnswer, type Question } from '@valine/language-model';
import type { Engine } from '../engine/engine.ts';
import type { Invocation } from '../engine/invocations.ts';
import { createRandom } from '../engine/random.ts';

/** What a call has really cost, whoever knows it. `at`: epoch milliseconds. */
export type PaidCall = { id: string; inputTokens: number; outputTokens: number; at: number };

export type SimModel = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): LanguageModel;
  /** In their order. */
  paid: readonly PaidCall[];
};

export function createSimModel(engine: Engine): SimModel {
  const paid: PaidCall[] = [];
  const answer = (question: Question): ModelAnswer => {
    const random = createRandom(engine.seed, `model ${question.id} ${paid.length}`);
    // A text has four bytes a token or so, and never more tokens than bytes.
    const bytes = Buffer.byteLength(question.system + question.turns.map(({ text }) => text).join(''));
    const inputTokens = Math.floor(bytes / random.pick([1, 3, 4, 5]));
    const outputTokens = random.int(1, question.maxOutputTokens);
    paid.push({ id: question.id, inputTokens, outputTokens, at: engine.timeline.now() });
    const isTold = random.chance(0.85);
    return { said: { text: random.pick(ANSWERS) }, ...(isTold && { usage: { inputTokens, outputTokens } }) };
  };
  const failing = (problem: 'unavailable' | 'rate_limited' | 'timed_out', mayHaveCost: boolean) => () =>
    new LanguageModelError(problem, 'told by a world', { mayHaveCost });
  return {
    paid,
    portOf: (by) => ({
      ask: (question) =>
        engine.invocations.call(by, {
          operation: 'model.ask',
          detail: () => question.id,
          act: () => answer(question),
          latencyMs: [300, 6000],
          frozen: failing('timed_out', true),
          faults: {
            'rate-limited': { acts: 'not', error: failing('rate_limited', false) },
            refused: { acts: 'not', error: failing('unavailable', true) },
            'refused-after': { acts: 'now', error: failing('unavailable', true) },
            'lost-answer': { acts: 'now', error: failing('timed_out', true), afterMs: question.timeoutMs },
            'no-answer': { acts: 'not', error: failing('timed_out', true), afterMs: question.timeoutMs },
            late: { acts: 'late', error: failing('timed_out', true), afterMs: question.timeoutMs },
          },
        }),
    }),
  };
}

const change = (section: string | null) =>
  JSON.stringify({ section, changes: [{ property: 'color', value: 'blue' }], reason: 'It fits none.' });

const ANSWERS = [change('header'), change('header'), change('header'), change('footer'), 'Sure!', change(null)];
