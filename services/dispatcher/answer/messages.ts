/** How every refusal reads: what is the matter, what to do next, and a code to search for. */
import type { Message } from '@valine/contracts';

export function refusalMessage(reasonCode: string, sentence: string): Message {
  return { content: `🔴 ${sentence}\n-# reason_code: ${reasonCode}`, buttons: [] };
}
