/** What the team reads when something about the set-up has turned bad, or is good again. */
import { cutText, type Message, type SetUpFinding } from '@valine/contracts';

/** One message for all that turned at one look. `mend` comes from GitHub's answers too, and is bounded. */
export function turnedMessage(turned: readonly SetUpFinding[]): Message {
  const bad = turned.filter(({ is }) => is === 'bad');
  const good = turned.filter(({ is }) => is === 'good');
  return {
    card: {
      title: titleText(bad.length, good.length),
      lines: [...bad.map(badLine), ...good.map(({ check }) => `🟢 \`${check}\` is well again.`)],
      tone: bad.length > 0 ? 'bad' : 'good',
      ...(bad.length > 0 && { footer: 'Told once, and again when it is well. All of it: valine doctor' }),
    },
  };
}

function titleText(bad: number, good: number): string {
  if (bad === 0)
    return good === 1 ? 'The set-up is well again in one point' : `The set-up is well again in ${good} points`;
  return bad === 1 ? 'Something is wrong with the set-up' : `${bad} things are wrong with the set-up`;
}

const MOST_CHARACTERS = 600;

function badLine({ check, says = 'Something is wrong.', mend = 'See valine doctor.' }: SetUpFinding): string {
  return cutText(`🔴 \`${check}\`: ${says} → ${mend}`, MOST_CHARACTERS);
}
