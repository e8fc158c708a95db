/** The name of a check, or of a workflow run, as far as it is shown. */
import { cutText } from '@valine/contracts';
import type { FoundCheck } from '@valine/github';

/** As GitHub's limits have it, all of it fits; a name of a check may be longer. */
const NAME_LENGTH = 80;
const MOST_URL = 500;

/** Cut, and with its address where that can be linked. */
export function shownCheck({ name, url = '' }: Pick<FoundCheck, 'name' | 'url'>): { check: string; url?: string } {
  const isLinkable = /^https?:\/\/[^\s()]+$/.test(url) && url.length <= MOST_URL;
  return { check: cutText(name, NAME_LENGTH), ...(isLinkable ? { url } : {}) };
}
