/** What a rule has held back, told together. */
import { type Message, mentionText, roleMentionText } from '@valine/contracts';
import type { RuleState } from '@valine/records';
import type { NotificationRule } from '@valine/settings';

/** Whoever the rule mentions is notified where something went badly. */
export function heldMessage({ id, held, heldCount, heldFor }: RuleState, { mention }: NotificationRule): Message {
  const left = heldCount - held.length;
  const isBad = held.some((each) => each.isBad);
  const card = {
    title: `${heldCount === 1 ? '1 thing' : `${heldCount} things`} happened ${whileText(heldFor)}`,
    lines: [
      ...(left > 0 ? [`… and ${left} before`] : []),
      ...held.map(({ at, line }) => `${clockMarkdown(at)} ${line}`),
    ],
    tone: isBad ? ('bad' as const) : ('neutral' as const),
    footer: `Rule ${id}`,
  };
  const { role, person } = (isBad && mention) || {};
  if (role !== undefined) return { content: roleMentionText(role), card, pings: { users: [], roles: [role] } };
  if (person === undefined) return { card };
  return { content: mentionText({ id: person }), card, pings: { users: [person], roles: [] } };
}

function whileText(heldFor: RuleState['heldFor']): string {
  if (heldFor.length > 1) return 'while this was quiet or muted';
  return heldFor[0] === 'muted' ? 'while this was muted' : 'in the quiet hours';
}

/** Discord shows each reader their own time. */
function clockMarkdown(at: number): string {
  return `<t:${Math.floor(at / 1000)}:t>`;
}
