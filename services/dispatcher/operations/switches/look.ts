/** Whether everything is paused: a team of which nobody happens to be refused would wait, and not know for what. */
import { agoMarkdown } from '@valine/contracts';
import type { Look } from '../look.ts';
import { byText, reasonText } from './messages.ts';
import { findRestriction } from './switches.ts';

/** One that somebody has forgotten is told once more. */
const AGAIN_MS = 24 * 3_600_000;

/** One read at most. */
export const pauseLook: Look = {
  name: 'pause',
  async look({ switches }) {
    const pause = findRestriction(await switches(), 'pause');
    if (pause === 'unknown') return [];
    const finding = {
      check: 'pause',
      isSettled: true,
      section: 'Everything is paused',
      againAfterMs: AGAIN_MS,
    } as const;
    if (pause === undefined) return [{ ...finding, is: 'good' }];
    const mend = `By ${byText(pause)} ${agoMarkdown(pause.at)}: ${reasonText(pause)}. What is asked for is refused if it changes something outside, and what was under way waits. Admins end it with \`/ops\`.`;
    return [{ ...finding, is: 'bad', says: 'Everything is paused', mend }];
  },
};
