/** What the team reads when something that is watched goes wrong, and when it is over. */
import { type Message, momentMarkdown } from '@valine/contracts';
import type { Finding } from '../look.ts';
import { SHOW_OPS } from '../show-ops.ts';

const RUNBOOK = 'docs/operations.md';

export function wrongMessage({ mend, section, links = [], againAfterMs }: Finding, says: string): Message {
  return {
    card: {
      title: `🔴 ${says}`,
      lines: mend === undefined ? [] : [mend],
      tone: 'bad',
      footer: `Told ${againAfterMs === undefined ? 'once' : 'anew each day'}; this message changes when it is over. ${RUNBOOK}${section === undefined ? '' : `, “${section}”`}`,
    },
    buttons: [SHOW_OPS],
    links: [...links],
  };
}

/** `since`, `now`: epoch milliseconds. */
export function overMessage({ says, since }: { says: string; since: number }, now: number): Message {
  return {
    card: { title: `🟢 Over: ${says}`, lines: [`It lasted ${lastedText(now - since)}.`], tone: 'good' },
    buttons: [],
  };
}

/** In place of the message before, where it lasts for so long that it is told once more. */
export function toldAnewMessage({ says }: { says: string }): Message {
  return { card: { title: says, lines: ['It goes on: told anew below.'], tone: 'neutral' }, buttons: [] };
}

/** `from`, `to`: epoch milliseconds. */
export function nobodyLookedMessage(from: number, to: number): Message {
  return {
    card: {
      title: '🟠 Nobody looked for a while',
      lines: [
        `From ${momentMarkdown(from)} to ${momentMarkdown(to)} the dispatcher took no sweep: what happened then is unknown.`,
        'From now on it looks again. Its log says why it did not.',
      ],
      tone: 'warning',
      footer: `Told once. ${RUNBOOK}, “Nobody looked”`,
    },
    buttons: [SHOW_OPS],
  };
}

function lastedText(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes === 1) return '1 minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
