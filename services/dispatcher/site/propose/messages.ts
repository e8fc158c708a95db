/** Why `/ux-update` proposes nothing, and what to do. */
import { type Message, plainText, refusalMessage } from '@valine/contracts';
import { candidateLines } from '../record/messages.ts';
import type { SectionSeen } from '../section/look.ts';

export function disabledMessage(): Message {
  return refusalMessage(
    'ux_updates_disabled',
    'Changes to the site are switched off here (`DISABLE_UX_UPDATES`). Whoever runs this installation can switch them on.',
  );
}

export function noSectionsMessage(): Message {
  return refusalMessage(
    'ux_sections_not_set',
    'No section of the site is configured. Whoever runs this installation names them in `UX_SECTIONS`.',
  );
}

export function oneOfTwoMessage(isNeither: boolean): Message {
  const what = isNeither ? 'Give `command` or `description`' : 'Give `command` or `description`, not both';
  return refusalMessage('ux_command_invalid', `${what}: ${EXAMPLE}`);
}

const EXAMPLE =
  '`/ux-update command:section:header text:"Summer sale"`, or `/ux-update description:Make the navbar blue`.';

/** `problem`: a sentence or two, with what there is. */
export function commandInvalidMessage(problem: string): Message {
  return refusalMessage('ux_command_invalid', plainText(problem));
}

export function notPlacedMessage({ reason, problem, candidates }: Extract<SectionSeen, { ok: false }>): Message {
  return refusalMessage(reason, [problem, ...candidateLines(candidates)].join('\n'));
}
