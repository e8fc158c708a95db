/** What the team reads when something that is watched goes wrong, and when it is over. */
import type { Message } from '@valine/contracts';
import type { Finding } from '../look.ts';

const RUNBOOK = 'docs/operations.md';

export function wrongMessage({ mend, section, links = [] }: Finding, says: string): Message {
  const linked = links.map(({ label, url }) => `[${label}](${url})`).join(' · ');
  return {
    card: {
      title: `🔴 ${says}`,
      lines: [mend ?? '', linked].filter((line) => line !== ''),
      tone: 'bad',
      footer: `Told once; this message changes when it is over. ${RUNBOOK}${section === undefined ? '' : `, “${section}”`}`,
    },
  };
}

/** `since`, `now`: epoch milliseconds. */
export function overMessage({ says, since }: { says: string; since: number }, now: number): Message {
  return { card: { title: `🟢 Over: ${says}`, lines: [`It lasted ${lastedText(now - since)}.`], tone: 'good' } };
}

function lastedText(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes === 1) return '1 minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
