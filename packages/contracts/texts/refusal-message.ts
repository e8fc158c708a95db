/** How every refusal reads, whichever service says it: what is the matter, what to do next, and a code to search for. */
import type { Message } from '../message.ts';

export function refusalMessage(reasonCode: string, sentence: string): Message & { content: string } {
  return { content: `🔴 ${sentence}\n-# reason_code: ${reasonCode}`, buttons: [] };
}
