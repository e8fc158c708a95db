/** What a person reads whose command or press is switched off. */
import { agoMarkdown, cutLine, type Message, mentionText, plainText, refusalMessage } from '@valine/contracts';
import type { Restriction, SwitchName } from '@valine/records';
import { SWITCHES } from '@valine/records';

export function switchedOffMessage(name: SwitchName, restriction: Restriction | 'unknown'): Message {
  if (restriction === 'unknown')
    return refusalMessage(
      'switches_unreadable',
      'Nothing was done: whether it is switched off cannot be read, for another version has written that. Whoever runs this installation should deploy that version or a later one.',
    );
  const { at } = restriction;
  const why = `${byText(restriction)} ${agoMarkdown(at)}: ${reasonText(restriction)}`;
  return name === 'pause'
    ? refusalMessage(
        'paused',
        `Everything is paused by ${why}. Nothing was done: ask again later. Admins end it with \`/ops\`.`,
      )
    : refusalMessage(
        'switched_off',
        `\`${name}\` was switched ${SWITCHES[name].restricts} by ${why}. Nothing was done: ask again later. Admins undo it with \`/ops\`.`,
      );
}

export function byText({ by }: Restriction): string {
  return by.id === undefined ? `${plainText(by.name)} (in the terminal)` : mentionText({ id: by.id });
}

const MOST_REASON = 300;

export function reasonText({ reason }: Restriction): string {
  return `“${plainText(cutLine(reason, MOST_REASON))}”`;
}
