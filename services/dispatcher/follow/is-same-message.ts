/** Whether two messages look the same to whoever reads them. */
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '@valine/contracts';

export function isSameMessage(one: Message, other: Message): boolean {
  return isDeepStrictEqual(one, other);
}
