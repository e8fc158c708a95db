/** What a thread may be called. */
import { cutPlain } from './cut-markdown.ts';
import { LIMITS } from './limits.ts';

/** One line of 1 to 100 characters. */
export function threadName(name: string): string {
  return cutPlain(name, LIMITS.threadName) || '…';
}
