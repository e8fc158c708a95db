/** The Confirm and Cancel buttons of a change of the site. */
import type { ButtonPressed } from '@valine/contracts';
import type { SiteChange } from '@valine/records';
import { changeOnInteraction } from '../../effects/change-on-interaction.ts';
import { createTree, type EffectIntent } from '../../effects/kinds/index.ts';
import { accountOf } from '../../people/account-of.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { disabledMessage } from '../propose/messages.ts';
import { siteChangeRules } from '../record/change-rules.ts';
import { lookAtSection, type SectionSeen } from '../section/look.ts';
import { sectionGoneText } from '../section/texts.ts';
import { type Decision, decideCancel, decideConfirm, type Press, refusalOf } from './decide.ts';
import { changeNotFoundMessage, decisionMessage } from './messages.ts';

export async function handleCancelChangeButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await decide(ports, press, decideCancel);
}

/** The file is looked at once more before anything is made of it. @throws GitHubError */
export async function handleConfirmChangeButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (ports.settings.uxUpdatesDisabled) {
    if (await finishEarlierAnswer(ports, press)) return;
    return answerOnce(ports, press, { outcome: 'ux_updates_disabled', message: disabledMessage() });
  }
  const { changeId, pressed } = readArgument(press);
  const change = await ports.store.find('site-change', changeId);
  const isOpen = change !== undefined && refusalOf(change, pressed) === undefined;
  // The commit names who asked; without them, who wrote it is not known.
  const [look, account] = isOpen
    ? await Promise.all([lookAgain(ports, change), accountOf(ports, change.requestedBy.id)])
    : [];
  await decide(
    ports,
    press,
    (found) => decideConfirm(found, pressed, look, account),
    look?.ok
      ? ({ base, file }) => [createTree.intend('tree', { base: base.tree, path: file, content: look.edited })]
      : () => [],
  );
}

function lookAgain(ports: Ports, { section: name, wanted, file }: SiteChange): SectionSeen | Promise<SectionSeen> {
  const { uxSections } = ports.settings;
  const section = Object.hasOwn(uxSections, name) ? uxSections[name] : undefined;
  if (section?.file !== file)
    return { ok: false, reason: 'section_not_found', problem: sectionGoneText(name), candidates: [] };
  return lookAtSection(ports, section, { section: name, changes: wanted });
}

async function decide(
  ports: Ports,
  press: ButtonPressed,
  decideAbout: (change: SiteChange, pressed: Press) => Decision,
  intentsOf: (change: SiteChange) => EffectIntent[] = () => [],
): Promise<void> {
  const { changeId, pressed } = readArgument(press);
  await changeOnInteraction<'site-change', Decision>(ports, siteChangeRules, press, {
    ownerId: changeId,
    decide(change) {
      const verdict = decideAbout(change, pressed);
      if (verdict.next === undefined) return { verdict };
      const intents = verdict.verdict === 'confirmed' ? intentsOf(verdict.next) : [];
      return { verdict, next: verdict.next, intents };
    },
    answer: decisionMessage,
    outcome: ({ verdict }) => verdict,
    notFound: { outcome: 'change_not_found', message: changeNotFoundMessage(changeId) },
  });
}

/** `change-3k9x….2`: the change, and the preview that was seen. */
function readArgument({ argument, person, pressedAt: at }: ButtonPressed): { changeId: string; pressed: Press } {
  const [changeId = '', preview] = argument.split('.');
  return { changeId, pressed: { person, preview: Number(preview), at } };
}
