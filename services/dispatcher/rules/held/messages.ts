/** What a rule has held back, told together. */
import { codeSpan, type Message, mentionText, roleMentionText } from '@valine/contracts';
import type { RuleState } from '@valine/records';
import type { NotificationRule } from '@valine/settings';

/** Whoever the rule mentions is notified where something went badly. */
export function heldMessage({ id, held, heldCount, heldFor }: RuleState, { mention }: NotificationRule): Message {
  const shown = newestOf(held.map(({ at, line }) => `${clockMarkdown(at)} ${line}`));
  const left = heldCount - shown.length;
  const isBad = held.some((each) => each.isBad);
  const card = {
    title: `${heldCount === 1 ? '1 thing' : `${heldCount} things`} happened ${whileText(heldFor)}`,
    lines: [...(left > 0 ? [`… and ${left} more`] : []), ...shown],
    tone: isBad ? ('bad' as const) : ('neutral' as const),
    footer: `Rule ${id}`,
  };
  const { role, person } = (isBad && mention) || {};
  if (role !== undefined) return { content: roleMentionText(role), card, pings: { users: [], roles: [role] } };
  if (person === undefined) return { card };
  return { content: mentionText({ id: person }), card, pings: { users: [person], roles: [] } };
}

/** Not what: who may read that, the rule has said, which is gone. */
export function leftBehindMessage({ id, heldCount }: RuleState): Message {
  const [things, they] =
    heldCount === 1
      ? ['1 thing that it had held is', 'It is']
      : [`${heldCount} things that it had held are`, 'They are'];
  return {
    content: [
      `📭 The notification rule ${codeSpan(id)} is not in the setting any more (renamed, or taken out): ${things} not told.`,
      `-# ${they} kept for 45 days: given its name again, the rule tells what it had held.`,
    ].join('\n'),
  };
}

/** A card holds a little more: what is cut off there is the end, and that is the newest. */
const MOST_TEXT = 4000;

function newestOf(lines: readonly string[]): readonly string[] {
  let length = 0;
  const tooFar = lines.findLastIndex((line) => {
    length += line.length + 1;
    return length > MOST_TEXT;
  });
  return lines.slice(tooFar + 1);
}

function whileText(heldFor: RuleState['heldFor']): string {
  if (heldFor.length > 1) return 'while this was quiet or muted';
  return heldFor[0] === 'muted' ? 'while this was muted' : 'in the quiet hours';
}

/** Discord shows each reader their own time. */
function clockMarkdown(at: number): string {
  return `<t:${Math.floor(at / 1000)}:t>`;
}
