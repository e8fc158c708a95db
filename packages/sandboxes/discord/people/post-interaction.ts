/** Sends one signed interaction and reads what comes back in time. */
import { isRecord } from '../forms/is-record.ts';
import { signInteraction } from '../state/sign-interaction.ts';

/** Where interactions go, how long Discord waits for the first answer, and how long the token lives after it. */
export type Line = { url: string; answerWithinMs: number; tokenLifeMs: number };

export type InteractionAnswer = { type: number; data: Record<string, unknown> };

/** Why Discord would tell the person that the application did not respond. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** @throws NoAnswer */
export async function postInteraction(line: Line, privateKey: string, body: unknown): Promise<InteractionAnswer> {
  const text = JSON.stringify(body);
  const headers = signInteraction(privateKey, Math.floor(Date.now() / 1000), text);
  const signal = AbortSignal.timeout(line.answerWithinMs);
  try {
    const response = await fetch(line.url, { method: 'POST', headers, body: text, signal });
    const answer = await response.text();
    if (response.status !== 200)
      throw new NoAnswer(`the endpoint answered ${response.status}: ${answer.slice(0, 200)}`);
    return readAnswer(answer);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new NoAnswer(`no answer within ${line.answerWithinMs / 1000} s`);
    throw new NoAnswer(`${line.url} cannot be reached`, { cause: error });
  }
}

function readAnswer(text: string): InteractionAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoAnswer(`the answer is not JSON: ${text.slice(0, 200)}`);
  }
  if (!isRecord(value) || typeof value.type !== 'number') throw new NoAnswer('the answer has no type');
  return { type: value.type, data: isRecord(value.data) ? value.data : {} };
}
